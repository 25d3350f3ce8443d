namespace Headwater.Phrasebook;

/// <summary>The small key is under the red newspaper on the old table.</summary>
internal sealed record Whereabouts(Noun What, Adjective How, Preposition Side, Noun By, Adjective ByHow, Noun Room) : Meaning
{
    public static Whereabouts Read(ref MeaningReader choose) => new(
        choose.Pick(Nouns.SmallThings), choose.Pick(Adjectives.OfSmallThings), choose.Any<Preposition>(), choose.Pick(Nouns.Furniture),
        choose.Pick(Adjectives.OfFurniture), choose.Pick(Nouns.Rooms));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Please put the red book on the small table in the kitchen!</summary>
internal sealed record PutAway(Noun What, Adjective How, Preposition Side, Noun By, Adjective ByHow, Noun Room) : Meaning
{
    public static PutAway Read(ref MeaningReader choose) => new(
        choose.Pick(Nouns.SmallThings), choose.Pick(Adjectives.OfSmallThings), choose.Any<Preposition>(), choose.Pick(Nouns.Furniture),
        choose.Pick(Adjectives.OfFurniture), choose.Pick(Nouns.Rooms));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>On Saturday morning my brother tidies up the cellar while my mother waters the flowers.</summary>
internal sealed record Chores(Person Who, Person Other, Two<Activity> Work, Weekday Day, DayPart Part) : Meaning
{
    public static Chores Read(ref MeaningReader choose) => new(
        choose.Pick(People.Household), choose.Pick(People.Acquaintances), choose.Two(Activities.Chores), choose.Any<Weekday>(),
        choose.Any<DayPart>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>On Sundays my mother likes to go for a walk, but my uncle prefers to read a book.</summary>
internal sealed record Preferences(Person Who, Person Other, Two<Activity> Pastimes, Weekday Day) : Meaning
{
    public static Preferences Read(ref MeaningReader choose) => new(
        choose.Pick(People.Household), choose.Pick(People.Acquaintances), choose.Two(Activities.Pastimes), choose.Any<Weekday>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My brother has to peel the potatoes before he is allowed to play chess with my uncle.</summary>
internal sealed record DutyFirst(Person Who, Person With, Activity Duty, Activity Pleasure, FutureTime When) : Meaning
{
    public static DutyFirst Read(ref MeaningReader choose) => new(
        choose.Pick(People.Household), choose.Pick(People.Acquaintances), choose.Pick(Activities.Chores), choose.Pick(Activities.Pastimes),
        choose.Any<FutureTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Is my sister's green umbrella in the kitchen?</summary>
internal sealed record RoomQuestion(Noun What, Adjective How, Person Whose, Noun Room) : Meaning
{
    public static RoomQuestion Read(ref MeaningReader choose) => new(
        choose.Pick(Nouns.Goods), choose.Pick(Adjectives.OfThings), choose.Pick(People.Owners), choose.Pick(Nouns.Rooms));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My brother lost his red umbrella yesterday.</summary>
internal sealed record OwnThing(Person Who, Deed What, Noun Thing, Adjective How, PastTime When) : Meaning
{
    public static OwnThing Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Pick(Deeds.WithOwnThings), choose.Pick(Nouns.Goods), choose.Pick(Adjectives.OfThings),
        choose.Any<PastTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}
