namespace Headwater.Phrasebook;

/// <summary>My sister has been learning French at the library every Monday evening for three years.</summary>
internal sealed record LanguageCourse(Person Who, Tongue What, ClassPlace Where, Weekday Day, DayPart Part, Duration HowLong) : Meaning
{
    public static LanguageCourse Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Any<Tongue>(), choose.Any<ClassPlace>(), choose.Any<Weekday>(), choose.Any<DayPart>(),
        choose.Duration(2, 20, TimeUnit.Week, TimeUnit.Year));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Yesterday my daughter read ninety-one pages of a boring novel.</summary>
internal sealed record Reading(Person Who, Quantity Pages, Noun What, Adjective How, PastTime When) : Meaning
{
    public static Reading Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Quantity(2, 99), choose.Pick(Nouns.Readings), choose.Pick(Adjectives.OfReadings),
        choose.Any<PastTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}
