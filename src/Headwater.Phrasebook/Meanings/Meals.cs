namespace Headwater.Phrasebook;

/// <summary>Today my grandmother is cooking a soup with potatoes and carrots for six people.</summary>
internal sealed record Dinner(Person Who, Noun Dish, Two<Noun> With, int Eaters, FutureTime When) : Meaning
{
    public static Dinner Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Pick(Nouns.SavouryDishes), choose.Two(Nouns.SavouryParts), choose.Number(2, 20),
        choose.Any<FutureTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Yesterday my grandmother made a cake with cherries and nuts for twelve guests.</summary>
internal sealed record Baking(Person Who, Noun Dish, Two<Noun> With, int Eaters, PastTime When) : Meaning
{
    public static Baking Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Pick(Nouns.SweetDishes), choose.Two(Nouns.SweetParts), choose.Number(2, 20), choose.Any<PastTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>The lady at table seven would like two cups of tea and three pieces of cake.</summary>
internal sealed record TableOrder(Guest Who, int Table, int Drinks, Serving Drink, int Helpings, Helping Food) : Meaning
{
    public static TableOrder Read(ref MeaningReader choose) => new(
        choose.Any<Guest>(), choose.Number(2, 30), choose.Number(2, 9), choose.Any<Serving>(), choose.Number(2, 9), choose.Any<Helping>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>For the cake you need two hundred grams of flour and three eggs.</summary>
internal sealed record Recipe(Noun Dish, Quantity Grams, Noun Weighed, int Count, Noun Counted) : Meaning
{
    public static Recipe Read(ref MeaningReader choose)
    {
        bool sweet = choose.Flip();
        return new(
            choose.Pick(sweet ? Nouns.SweetDishes : Nouns.SavouryDishes), choose.Quantity(50, 950, step: 10),
            choose.Pick(sweet ? Nouns.SweetWeighed : Nouns.SavouryWeighed), choose.Number(2, 15),
            choose.Pick(sweet ? Nouns.SweetCounted : Nouns.SavouryCounted));
    }

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My aunt thinks that the cherries from the market are sweeter than the apples from our garden.</summary>
internal sealed record TasteOpinion(Person Who, Two<Noun> Fruit, Two<Origin> From, Adjective How) : Meaning
{
    public static TasteOpinion Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Two(Nouns.Fruit), choose.Two<Origin>(), choose.Pick(Adjectives.ComparedFruit));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>For two weeks my uncle has eaten neither meat nor cheese and has not drunk any coffee.</summary>
internal sealed record Diet(Person Who, Two<Noun> Foods, Noun Drink, Duration HowLong) : Meaning
{
    public static Diet Read(ref MeaningReader choose) =>
        new(choose.Pick(People.Everyone), choose.Two(Nouns.Foods), choose.Pick(Nouns.Drinks), choose.Duration(2, 20, TimeUnit.Day, TimeUnit.Year));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My father still has to buy four kilos of potatoes and three litres of milk at the market.</summary>
internal sealed record Groceries(Person Who, int Kilos, Noun Solid, int Litres, Noun Liquid, Place Where, Weekday When) : Meaning
{
    public static Groceries Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Number(2, 12), choose.Pick(Nouns.Produce), choose.Number(2, 12), choose.Pick(Nouns.Poured),
        choose.Pick(Places.Grocers), choose.Any<Weekday>());

    public override string In(Grammar grammar) => grammar.Say(this);
}
