namespace Headwater.Phrasebook;

/// <summary>The red umbrella costs 12.50 euros.</summary>
internal sealed record Price(Noun What, Adjective How, Money Cost) : Meaning
{
    public static Price Read(ref MeaningReader choose) =>
        new(choose.Pick(Nouns.Goods), choose.Pick(Adjectives.OfThings), choose.Money(2, 99));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My aunt paid 84.50 euros for three white shirts.</summary>
internal sealed record Payment(Person Who, Quantity Count, Noun What, Adjective Colour, Money Cost) : Meaning
{
    public static Payment Read(ref MeaningReader choose) =>
        new(choose.Pick(People.Everyone), choose.Quantity(2, 12), choose.Pick(Nouns.Clothes), choose.Pick(Adjectives.Colours), choose.Money(20, 99));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Forty-two plus seventeen is fifty-nine. A difference is built from what remains, so it is never negative.</summary>
internal sealed record Sum(Operation Operation, int First, int Second, int Result) : Meaning
{
    public static Sum Read(ref MeaningReader choose)
    {
        Operation operation = choose.Any<Operation>();
        int one = choose.Number(1, 999);
        int other = choose.Number(1, 999);
        return operation == Operation.Plus ? new(operation, one, other, one + other) : new(operation, one + other, other, one);
    }

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My uncle works as a gardener in Vienna and earns 2400 euros a month.</summary>
internal sealed record Salary(Person Who, Occupation Occupation, City Where, Quantity Euros) : Meaning
{
    public static Salary Read(ref MeaningReader choose) =>
        new(choose.Pick(People.Workers), choose.Any<Occupation>(), choose.Any<City>(), choose.Quantity(1200, 4950, step: 50));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My sister rents a small flat with three rooms in Vienna for 850 euros a month.</summary>
internal sealed record Rent(Person Who, Adjective How, int Rooms, City Where, Quantity Euros) : Meaning
{
    public static Rent Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Pick(Adjectives.OfFlats), choose.Number(2, 7), choose.Any<City>(), choose.Quantity(300, 1990, step: 10));

    public override string In(Grammar grammar) => grammar.Say(this);
}
