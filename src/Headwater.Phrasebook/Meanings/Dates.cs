namespace Headwater.Phrasebook;

/// <summary>My sister turns forty on the third of May, and we are giving her a red lamp.</summary>
internal sealed record Birthday(Person Who, int Age, CalendarDate When, Noun Gift, Adjective How) : Meaning
{
    public static Birthday Read(ref MeaningReader choose)
    {
        Person who = choose.Pick(People.Singles);
        int age = YoungestAge(who) + choose.Number(0, 24);
        return new(who, age, choose.Date(), choose.Pick(Nouns.Gifts), choose.Pick(Adjectives.OfSmallThings));
    }

    public override string In(Grammar grammar) => grammar.Say(this);

    private static int YoungestAge(Person who) => who switch
    {
        Person.Grandfather or Person.Grandmother => 65,
        Person.Father or Person.Mother or Person.Uncle or Person.Aunt or Person.Boss => 40,
        Person.Son or Person.Daughter or Person.Nephew or Person.Niece => 4,
        _ => 25,
    };
}

/// <summary>I have an appointment with the dentist on the 4th of June at half past nine in the morning.</summary>
internal sealed record Appointment(Person Who, Office With, CalendarDate When, ClockTime At) : Meaning
{
    public static Appointment Read(ref MeaningReader choose) =>
        new(choose.Pick(People.Everyone), choose.Any<Office>(), choose.Date(), choose.SpokenTime(8, 18));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>The concert at the town hall has been moved from Monday to Thursday at 14:30.</summary>
internal sealed record Postponement(Noun What, Place Where, Two<Weekday> Days, ClockTime At) : Meaning
{
    public static Postponement Read(ref MeaningReader choose) =>
        new(choose.Pick(Nouns.Occasions), choose.Pick(Places.Venues), choose.Two<Weekday>(), choose.DigitalTime(8, 21));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>I still have to read two hundred pages by the 3rd of May.</summary>
internal sealed record Deadline(Person Who, Assignment What, Quantity Count, CalendarDate Until) : Meaning
{
    public static Deadline Read(ref MeaningReader choose) =>
        new(choose.Pick(People.Everyone), choose.Any<Assignment>(), choose.Quantity(2, 99), choose.Date());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My father thinks that the concert starts at half past seven in the evening on Friday.</summary>
internal sealed record Belief(Person Who, Saying How, Noun What, Weekday When, ClockTime At) : Meaning
{
    public static Belief Read(ref MeaningReader choose) =>
        new(choose.Pick(People.Everyone), choose.Any<Saying>(), choose.Pick(Nouns.Occasions), choose.Any<Weekday>(), choose.SpokenTime(8, 20));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>We are meeting my uncle on Friday at 19:30 in front of the cinema.</summary>
internal sealed record Rendezvous(Person Who, Person Whom, Weekday When, ClockTime At, Preposition Side, Place Where) : Meaning
{
    public static Rendezvous Read(ref MeaningReader choose) => new(
        choose.Pick(People.Household), choose.Pick(People.Acquaintances), choose.Any<Weekday>(), choose.DigitalTime(8, 21),
        choose.Pick(Prepositions.OfPlaces), choose.Pick(Places.Landmarks));

    public override string In(Grammar grammar) => grammar.Say(this);
}
