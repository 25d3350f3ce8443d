using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Dinner m) => Sentence(
        $"{When(m.When)} {Verb(m.Who, "bereiten")} {Who(m.Who)} für {Words(m.Eaters)} Personen {A(Accusative, m.Dish)} mit " +
        $"{Many(Dative, m.With.First)} und " +
        $"{Many(Dative, m.With.Second)} zu");

    public override string Say(Baking m) => Sentence(
        $"{When(m.When)} {Haben(m.Who)} {Who(m.Who)} für {Words(m.Eaters)} Gäste {A(Accusative, m.Dish)} mit {Many(Dative, m.With.First)} und " +
        $"{Many(Dative, m.With.Second)} gemacht");

    public override string Say(TableOrder m) => Sentence(
        $"{Name(m.Who)} an Tisch {Words(m.Table)} {(IsPlural(m.Who) ? "möchten" : "möchte")} {Words(m.Drinks)} {Serving(m.Drink)} und " +
        $"{Words(m.Helpings)} " +
        Helping(m.Food));

    public override string Say(Recipe m) => Sentence(
        $"für {The(Accusative, m.Dish)} braucht man {Write(m.Grams)} Gramm {One(m.Weighed)} und {Words(m.Count)} {Many(Accusative, m.Counted)}");

    public override string Say(TasteOpinion m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, "finden")}, dass {TheMany(Nominative, m.Fruit.First)} {From(m.From.First)} {Comparative(m.How)} sind als " +
        $"{TheMany(Nominative, m.Fruit.Second)} {From(m.From.Second)}");

    public override string Say(Diet m) => Sentence(
        $"seit {Length(Dative, m.HowLong)} {Verb(m.Who, Eat)} {Who(m.Who)} weder {One(m.Foods.First)} noch {One(m.Foods.Second)} und " +
        $"{Verb(m.Who, "trinken")} " +
        Not(Accusative, m.Drink));

    public override string Say(Groceries m) => Sentence(
        $"am {Name(m.When)} {Muss(m.Who)} {Who(m.Who)} {At(m.Where)} {Words(m.Kilos)} Kilo {Many(Accusative, m.Solid)} und {Words(m.Litres)} Liter " +
        $"{One(m.Liquid)} kaufen");

    private static readonly GermanVerb Eat = new("essen", He: "isst");

    private static string Name(Guest guest) => guest switch
    {
        Guest.Lady => "die Dame",
        Guest.Gentleman => "der Herr",
        Guest.Couple => "das Ehepaar",
        Guest.Guests => "die Gäste",
        Guest.Children => "die Kinder",
        Guest.OldWoman => "die alte Frau",
        Guest.YoungMan => "der junge Mann",
        _ => "die Touristen",
    };

    private static bool IsPlural(Guest guest) => guest is Guest.Guests or Guest.Children or Guest.Tourists;

    private static string Serving(Serving serving) => serving switch
    {
        Phrasebook.Serving.CupCoffee => "Tassen Kaffee",
        Phrasebook.Serving.CupTea => "Tassen Tee",
        Phrasebook.Serving.CupChocolate => "Tassen heiße Schokolade",
        Phrasebook.Serving.GlassWater => "Gläser Wasser",
        Phrasebook.Serving.GlassWine => "Gläser Wein",
        Phrasebook.Serving.GlassMilk => "Gläser Milch",
        Phrasebook.Serving.GlassJuice => "Gläser Apfelsaft",
        Phrasebook.Serving.GlassLemonade => "Gläser Limonade",
        Phrasebook.Serving.BottleBeer => "Flaschen Bier",
        Phrasebook.Serving.BottleWine => "Flaschen Wein",
        Phrasebook.Serving.BottleWater => "Flaschen Wasser",
        _ => "Krüge Limonade",
    };

    private static string Helping(Helping helping) => helping switch
    {
        Phrasebook.Helping.PieceCake => "Stück Kuchen",
        Phrasebook.Helping.PlateSoup => "Teller Suppe",
        Phrasebook.Helping.PortionChips => "Portionen Pommes frites",
        Phrasebook.Helping.SliceBread => "Scheiben Brot",
        Phrasebook.Helping.RollButter => "Brötchen mit Butter",
        Phrasebook.Helping.RollHam => "Brötchen mit Schinken",
        Phrasebook.Helping.RollCheese => "Brötchen mit Käse",
        Phrasebook.Helping.BowlSalad => "Schüsseln Salat",
        Phrasebook.Helping.Omelette => "Omeletts",
        Phrasebook.Helping.Pancake => "Pfannkuchen",
        Phrasebook.Helping.PortionIce => "Portionen Eis",
        _ => "Teller Reis",
    };

    private static string From(Origin origin) => origin switch
    {
        Origin.Market => "vom Markt",
        Origin.OurGarden => "aus unserem Garten",
        Origin.Supermarket => "aus dem Supermarkt",
        Origin.Village => "aus dem Dorf",
        Origin.Farm => "vom Bauernhof",
        Origin.Italy => "aus Italien",
        _ => "aus Spanien",
    };
}
