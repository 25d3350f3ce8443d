namespace Headwater.Phrasebook;

/// <summary>My grandfather's left knee has been hurting for three days, so he is going to the doctor on Tuesday morning.</summary>
internal sealed record Pain(Person Who, BodyPart Where, Duration HowLong, Weekday Day, DayPart Part) : Meaning
{
    public static Pain Read(ref MeaningReader choose) => new(
        choose.Pick(People.Patients), choose.BodyPart(), choose.Duration(2, 20, TimeUnit.Day, TimeUnit.Month), choose.Any<Weekday>(),
        choose.Any<DayPart>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My grandmother has to take two pills three times a day after meals for ten days.</summary>
internal sealed record Medicine(Person Who, int Dose, Remedy What, int TimesADay, Mealtime When, Quantity Days) : Meaning
{
    public static Medicine Read(ref MeaningReader choose) => new(
        choose.Pick(People.Patients), choose.Number(2, 15), choose.Any<Remedy>(), choose.Number(2, 5), choose.Any<Mealtime>(), choose.Quantity(2,
        30));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Because my son has a fever, he cannot go to the museum with my aunt tomorrow.</summary>
internal sealed record SickLeave(Person Who, Illness What, Place To, Person With, FutureTime When) : Meaning
{
    public static SickLeave Read(ref MeaningReader choose) => new(
        choose.Pick(People.Household), choose.Any<Illness>(), choose.Pick(Places.Outings), choose.Pick(People.Acquaintances),
        choose.Any<FutureTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}
