using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Dinner m) => Sentence(
        $"{When(m.When)} {Clause(m.Who, RomanianActivities.Cook)} {A(m.Dish)} cu {Many(m.With.First)} și {Many(m.With.Second)} pentru " +
        Count(m.Eaters, Feminine, "persoane"));

    public override string Say(Baking m) => Sentence(
        $"{When(m.When)} {Did(m.Who, "făcut")} {A(m.Dish)} cu {Many(m.With.First)} și {Many(m.With.Second)} pentru " +
        Count(m.Eaters, Masculine, "invitați"));

    public override string Say(TableOrder m) => Sentence(
        $"{Name(m.Who)} de la masa {Words(m.Table)} {(IsPlural(m.Who) ? "doresc" : "dorește")} {Count(m.Drinks, Feminine, Serving(m.Drink))} și " +
        Count(m.Helpings, Feminine, Helping(m.Food)));

    public override string Say(Recipe m) => Sentence(
        $"pentru {Entry(m.Dish).AfterPreposition} ai nevoie de {RomanianNumbers.Count(m.Grams, Neuter, "grame")} de {Many(m.Weighed)} și de " +
        Count(new Quantity(m.Count, Spelled: true), m.Counted));

    public override string Say(TasteOpinion m) => Sentence(
        $"după părerea {Opinion(m.Who)}, {Entry(m.Fruit.First).DefinitePlural} {From(m.From.First)} sunt mai " +
        $"{Quality(m.How).Many(Entry(m.Fruit.First).Gender)} decât {Entry(m.Fruit.Second).DefinitePlural} {From(m.From.Second)}");

    public override string Say(Diet m) => Sentence(
        $"de {Length(m.HowLong)} {Who(m.Who)} nu {Finite(m.Who, Eat)} nici {Many(m.Foods.First)}, nici {Many(m.Foods.Second)} și nu " +
        $"{Finite(m.Who, RomanianActivities.Drink)} {Many(m.Drink)}");

    public override string Say(Groceries m) => Sentence(
        $"{Name(m.When)} {Who(m.Who)} trebuie să {Subjunctive(m.Who, Buy)} {Count(m.Kilos, Neuter, "kilograme")} de {InBulk(m.Solid)} și " +
        $"{Count(m.Litres, Masculine, "litri")} de {Many(m.Liquid)} {OfPlace(m.Where)}");

    private static readonly RomanianVerb Eat = new("mănânc", "mănâncă", "mâncăm", "mănâncă", "mănânce");
    private static readonly RomanianVerb Buy = new("cumpăr", "cumpără", "cumpărăm", "cumpără", "cumpere");

    /// <summary>"mea", "noastră", "surorii mele": whose opinion.</summary>
    private static string Opinion(Person who) => who switch
    {
        Person.I => "mea",
        Person.We => "noastră",
        _ => Whose(who),
    };

    /// <summary>By weight, onions and beans are not counted.</summary>
    private static string InBulk(Noun noun) => noun switch
    {
        Noun.Onion => "ceapă",
        Noun.Bean => "fasole",
        _ => Many(noun),
    };

    private static string Name(Guest guest) => guest switch
    {
        Guest.Lady => "doamna",
        Guest.Gentleman => "domnul",
        Guest.Couple => "cuplul",
        Guest.Guests => "oaspeții",
        Guest.Children => "copiii",
        Guest.OldWoman => "bătrâna",
        Guest.YoungMan => "tânărul",
        _ => "turiștii",
    };

    private static bool IsPlural(Guest guest) => guest is Guest.Guests or Guest.Children or Guest.Tourists;

    /// <summary>All of them feminine or neuter.</summary>
    private static string Serving(Serving serving) => serving switch
    {
        Phrasebook.Serving.CupCoffee => "cești de cafea",
        Phrasebook.Serving.CupTea => "cești de ceai",
        Phrasebook.Serving.CupChocolate => "cești de ciocolată caldă",
        Phrasebook.Serving.GlassWater => "pahare cu apă",
        Phrasebook.Serving.GlassWine => "pahare de vin",
        Phrasebook.Serving.GlassMilk => "pahare de lapte",
        Phrasebook.Serving.GlassJuice => "pahare de suc de mere",
        Phrasebook.Serving.GlassLemonade => "pahare de limonadă",
        Phrasebook.Serving.BottleBeer => "sticle de bere",
        Phrasebook.Serving.BottleWine => "sticle de vin",
        Phrasebook.Serving.BottleWater => "sticle de apă",
        _ => "carafe de limonadă",
    };

    /// <summary>All of them feminine or neuter.</summary>
    private static string Helping(Helping helping) => helping switch
    {
        Phrasebook.Helping.PieceCake => "felii de tort",
        Phrasebook.Helping.PlateSoup => "farfurii de supă",
        Phrasebook.Helping.PortionChips => "porții de cartofi prăjiți",
        Phrasebook.Helping.SliceBread => "felii de pâine",
        Phrasebook.Helping.RollButter => "chifle cu unt",
        Phrasebook.Helping.RollHam => "chifle cu șuncă",
        Phrasebook.Helping.RollCheese => "chifle cu brânză",
        Phrasebook.Helping.BowlSalad => "boluri de salată",
        Phrasebook.Helping.Omelette => "omlete",
        Phrasebook.Helping.Pancake => "clătite",
        Phrasebook.Helping.PortionIce => "porții de înghețată",
        _ => "farfurii de orez",
    };

    private static string From(Origin origin) => origin switch
    {
        Origin.Market => "de la piață",
        Origin.OurGarden => "din grădina noastră",
        Origin.Supermarket => "de la supermarket",
        Origin.Village => "din sat",
        Origin.Farm => "de la fermă",
        Origin.Italy => "din Italia",
        _ => "din Spania",
    };
}
