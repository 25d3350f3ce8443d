using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Dinner m) => Sentence(
        $"{When(m.When)}, {Clause(m.Who, "préparer")} {A(m.Dish)} avec {Some(m.With.First)} et {Some(m.With.Second)} " +
        $"pour {Words(m.Eaters)} personnes");

    public override string Say(Baking m) => Sentence(
        $"{Have(m.Who)} fait {A(m.Dish)} avec {Some(m.With.First)} et {Some(m.With.Second)} pour {Words(m.Eaters)} invités {When(m.When)}");

    public override string Say(TableOrder m) => Sentence(
        $"{Name(m.Who)} à la table {Words(m.Table)} {(IsPlural(m.Who) ? "voudraient" : "voudrait")} {Words(m.Drinks)} {Serving(m.Drink)} et " +
        $"{Words(m.Helpings)} {Helping(m.Food)}");

    public override string Say(Recipe m) => Sentence(
        $"pour {The(m.Dish)}, il faut {Write(m.Grams)} grammes {Of(Many(m.Weighed))} et {Words(m.Count)} {Many(m.Counted)}");

    public override string Say(TasteOpinion m) => Sentence(
        $"{Clause(m.Who, "trouver")} que les {Many(m.Fruit.First)} {From(m.From.First)} sont " +
        $"{Comparative(m.How, IsFeminine(m.Fruit.First), plural: true)} que les " +
        $"{Many(m.Fruit.Second)} {From(m.From.Second)}");

    public override string Say(Diet m) => Sentence(
        $"depuis {Length(m.HowLong)}, {Subject(m.Who, $"ne {Finite(m.Who, "manger")}")} ni {Many(m.Foods.First)} ni {Many(m.Foods.Second)} et ne " +
        $"{Finite(m.Who, FrenchLexicon.Drink)} pas {Of(Many(m.Drink))}");

    public override string Say(Groceries m) => Sentence(
        $"{Name(m.When)}, {Clause(m.Who, Must)} acheter {Words(m.Kilos)} kilos {Of(Many(m.Solid))} et {Words(m.Litres)} litres " +
        $"{Of(Many(m.Liquid))} {At(m.Where)}");

    private static string Name(Guest guest) => guest switch
    {
        Guest.Lady => "la dame",
        Guest.Gentleman => "le monsieur",
        Guest.Couple => "le couple",
        Guest.Guests => "les invités",
        Guest.Children => "les enfants",
        Guest.OldWoman => "la vieille femme",
        Guest.YoungMan => "le jeune homme",
        _ => "les touristes",
    };

    private static bool IsPlural(Guest guest) => guest is Guest.Guests or Guest.Children or Guest.Tourists;

    private static string Serving(Serving serving) => serving switch
    {
        Phrasebook.Serving.CupCoffee => "tasses de café",
        Phrasebook.Serving.CupTea => "tasses de thé",
        Phrasebook.Serving.CupChocolate => "tasses de chocolat chaud",
        Phrasebook.Serving.GlassWater => "verres d'eau",
        Phrasebook.Serving.GlassWine => "verres de vin",
        Phrasebook.Serving.GlassMilk => "verres de lait",
        Phrasebook.Serving.GlassJuice => "verres de jus de pomme",
        Phrasebook.Serving.GlassLemonade => "verres de limonade",
        Phrasebook.Serving.BottleBeer => "bouteilles de bière",
        Phrasebook.Serving.BottleWine => "bouteilles de vin",
        Phrasebook.Serving.BottleWater => "bouteilles d'eau",
        _ => "carafes de limonade",
    };

    private static string Helping(Helping helping) => helping switch
    {
        Phrasebook.Helping.PieceCake => "parts de gâteau",
        Phrasebook.Helping.PlateSoup => "assiettes de soupe",
        Phrasebook.Helping.PortionChips => "portions de frites",
        Phrasebook.Helping.SliceBread => "tranches de pain",
        Phrasebook.Helping.RollButter => "petits pains au beurre",
        Phrasebook.Helping.RollHam => "petits pains au jambon",
        Phrasebook.Helping.RollCheese => "petits pains au fromage",
        Phrasebook.Helping.BowlSalad => "bols de salade",
        Phrasebook.Helping.Omelette => "omelettes",
        Phrasebook.Helping.Pancake => "crêpes",
        Phrasebook.Helping.PortionIce => "portions de glace",
        _ => "assiettes de riz",
    };

    private static string From(Origin origin) => origin switch
    {
        Origin.Market => "du marché",
        Origin.OurGarden => "de notre jardin",
        Origin.Supermarket => "du supermarché",
        Origin.Village => "du village",
        Origin.Farm => "de la ferme",
        Origin.Italy => "d'Italie",
        _ => "d'Espagne",
    };
}
