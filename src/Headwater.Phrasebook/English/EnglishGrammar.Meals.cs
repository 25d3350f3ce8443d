namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Dinner m) => Sentence(
        $"{Who(m.Who)} {Be(m.Who)} making {A(m.Dish)} with {Many(m.With.First)} and {Many(m.With.Second)} for {Words(m.Eaters)} people " +
        $"{When(m.When)}");

    public override string Say(Baking m) => Sentence(
        $"{When(m.When)} {Who(m.Who)} made {A(m.Dish)} with {Many(m.With.First)} and {Many(m.With.Second)} for {Words(m.Eaters)} guests");

    public override string Say(TableOrder m) => Sentence(
        $"the {Name(m.Who)} at table {Words(m.Table)} would like {Serving(m.Drink, m.Drinks)} and {Helping(m.Food, m.Helpings)}");

    public override string Say(Recipe m) => Sentence(
        $"for {The(m.Dish)} you need {Write(m.Grams)} grams of {One(m.Weighed)} and {Words(m.Count)} {Many(m.Counted)}");

    public override string Say(TasteOpinion m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, "think", "thinks")} that the {Many(m.Fruit.First)} {From(m.From.First)} are {Comparative(m.How)} than the " +
        $"{Many(m.Fruit.Second)} {From(m.From.Second)}");

    public override string Say(Diet m) => Sentence(
        $"{Who(m.Who)} {Have(m.Who)} eaten neither {One(m.Foods.First)} nor {One(m.Foods.Second)} and drunk no {One(m.Drink)} for " +
        $"{Length(m.HowLong)}");

    public override string Say(Groceries m) => Sentence(
        $"on {Label.Of(m.When)} {Who(m.Who)} {Have(m.Who)} to buy {Words(m.Kilos)} kilos of {Many(m.Solid)} and {Words(m.Litres)} litres of " +
        $"{One(m.Liquid)} {At(m.Where)}");

    private static string Name(Guest guest) => guest switch
    {
        Guest.OldWoman => "old woman",
        Guest.YoungMan => "young man",
        _ => Label.Lower(guest),
    };

    private static string Serving(Serving serving, int count) => $"{Words(count)} " + serving switch
    {
        Phrasebook.Serving.CupCoffee => "cups of coffee",
        Phrasebook.Serving.CupTea => "cups of tea",
        Phrasebook.Serving.CupChocolate => "cups of hot chocolate",
        Phrasebook.Serving.GlassWater => "glasses of water",
        Phrasebook.Serving.GlassWine => "glasses of wine",
        Phrasebook.Serving.GlassMilk => "glasses of milk",
        Phrasebook.Serving.GlassJuice => "glasses of apple juice",
        Phrasebook.Serving.GlassLemonade => "glasses of lemonade",
        Phrasebook.Serving.BottleBeer => "bottles of beer",
        Phrasebook.Serving.BottleWine => "bottles of wine",
        Phrasebook.Serving.BottleWater => "bottles of water",
        _ => "jugs of lemonade",
    };

    private static string Helping(Helping helping, int count) => $"{Words(count)} " + helping switch
    {
        Phrasebook.Helping.PieceCake => "pieces of cake",
        Phrasebook.Helping.PlateSoup => "plates of soup",
        Phrasebook.Helping.PortionChips => "portions of chips",
        Phrasebook.Helping.SliceBread => "slices of bread",
        Phrasebook.Helping.RollButter => "rolls with butter",
        Phrasebook.Helping.RollHam => "rolls with ham",
        Phrasebook.Helping.RollCheese => "rolls with cheese",
        Phrasebook.Helping.BowlSalad => "bowls of salad",
        Phrasebook.Helping.Omelette => "omelettes",
        Phrasebook.Helping.Pancake => "pancakes",
        Phrasebook.Helping.PortionIce => "portions of ice cream",
        _ => "plates of rice",
    };

    private static string From(Origin origin) => origin switch
    {
        Origin.Market => "from the market",
        Origin.OurGarden => "from our garden",
        Origin.Supermarket => "from the supermarket",
        Origin.Village => "from the village",
        Origin.Farm => "from the farm",
        Origin.Italy => "from Italy",
        _ => "from Spain",
    };
}
