namespace Headwater.Data;

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
        Data.Serving.CupCoffee => "cups of coffee",
        Data.Serving.CupTea => "cups of tea",
        Data.Serving.CupChocolate => "cups of hot chocolate",
        Data.Serving.GlassWater => "glasses of water",
        Data.Serving.GlassWine => "glasses of wine",
        Data.Serving.GlassMilk => "glasses of milk",
        Data.Serving.GlassJuice => "glasses of apple juice",
        Data.Serving.GlassLemonade => "glasses of lemonade",
        Data.Serving.BottleBeer => "bottles of beer",
        Data.Serving.BottleWine => "bottles of wine",
        Data.Serving.BottleWater => "bottles of water",
        _ => "jugs of lemonade",
    };

    private static string Helping(Helping helping, int count) => $"{Words(count)} " + helping switch
    {
        Data.Helping.PieceCake => "pieces of cake",
        Data.Helping.PlateSoup => "plates of soup",
        Data.Helping.PortionChips => "portions of chips",
        Data.Helping.SliceBread => "slices of bread",
        Data.Helping.RollButter => "rolls with butter",
        Data.Helping.RollHam => "rolls with ham",
        Data.Helping.RollCheese => "rolls with cheese",
        Data.Helping.BowlSalad => "bowls of salad",
        Data.Helping.Omelette => "omelettes",
        Data.Helping.Pancake => "pancakes",
        Data.Helping.PortionIce => "portions of ice cream",
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
