namespace Headwater.Phrasebook;

/// <summary>Tomorrow it will snow in Vienna, but in Rome the sun will shine.</summary>
internal sealed record WeatherContrast(FutureTime When, Two<Weather> Skies, Two<City> Where) : Meaning
{
    public static WeatherContrast Read(ref MeaningReader choose) => new(choose.Any<FutureTime>(), choose.Two<Weather>(), choose.Two<City>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>On Monday it was minus three degrees in Vienna and twenty-one degrees in Athens.</summary>
internal sealed record Temperatures(PastTime When, Two<City> Where, Two<Quantity> Degrees) : Meaning
{
    public static Temperatures Read(ref MeaningReader choose) =>
        new(choose.Pick(ShortTimes.Past), choose.Two<City>(), choose.Quantities(-15, 35));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>If it rains tomorrow, my parents will go to the museum with my uncle.</summary>
internal sealed record RainPlan(Weather Sky, FutureTime When, Person Who, Person With, Place To) : Meaning
{
    public static RainPlan Read(ref MeaningReader choose) => new(
        choose.Any<Weather>(), choose.Any<FutureTime>(), choose.Pick(People.Household), choose.Pick(People.Acquaintances),
        choose.Pick(Places.Outings));

    public override string In(Grammar grammar) => grammar.Say(this);
}
