namespace Headwater.Phrasebook;

/// <summary>The museum in Vienna is open from 9:30 to 17:00, but it is closed on Mondays.</summary>
internal sealed record OpeningHours(Place What, City Where, ClockTime From, ClockTime To, Weekday Closed) : Meaning
{
    public static OpeningHours Read(ref MeaningReader choose) => new(
        choose.Pick(Places.WithHours), choose.Any<City>(), choose.DigitalTime(6, 11, minuteStep: 10), choose.DigitalTime(15, 21, minuteStep: 10),
        choose.Any<Weekday>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>The old bridge in Prague was built in seventeen eighty-four.</summary>
internal sealed record Construction(Place What, Adjective How, City Where, Quantity Year) : Meaning
{
    public static Construction Read(ref MeaningReader choose) => new(
        choose.Pick(Places.Buildings), choose.Pick(Adjectives.OfOldBuildings), choose.Any<City>(), choose.Quantity(1600, 1999));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>In Italy there is a quiet town with twelve thousand one hundred and ten inhabitants.</summary>
internal sealed record Town(Country Where, Adjective How, Quantity Inhabitants) : Meaning
{
    public static Town Read(ref MeaningReader choose) => new(
        choose.Any<Country>(), choose.Pick(Adjectives.OfTowns), choose.Quantity(2010, 399_990, step: 10));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>On Friday evening three hundred and fifty people came to the concert at the town hall.</summary>
internal sealed record Audience(Weekday Day, DayPart Part, Quantity People, Noun What, Place Where) : Meaning
{
    public static Audience Read(ref MeaningReader choose) => new(
        choose.Any<Weekday>(), choose.Any<DayPart>(), choose.Quantity(20, 2990, step: 10), choose.Pick(Nouns.Shows), choose.Pick(Places.Venues));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Behind the old church there are twelve big trees and five red roses.</summary>
internal sealed record Sight(Preposition Side, Place Where, Adjective How, Two<Quantity> Counts, Two<Noun> Plants, Adjective PlantHow) : Meaning
{
    public static Sight Read(ref MeaningReader choose) => new(
        choose.Pick(Prepositions.OfPlaces), choose.Pick(Places.Buildings), choose.Pick(Adjectives.OfBuildings),
        choose.Quantities(2, 30), choose.Two(Nouns.Plants), choose.Pick(Adjectives.OfPlants));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My uncle does not know the old museum in Prague.</summary>
internal sealed record Visit(Person Who, Seeing How, bool Not, Place What, Adjective Quality, City Where) : Meaning
{
    public static Visit Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Any<Seeing>(), choose.Flip(), choose.Pick(Places.Buildings), choose.Pick(Adjectives.OfBuildings),
        choose.Any<City>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>The bakery in Vienna is closed on the 3rd of May.</summary>
internal sealed record Closure(Place What, City Where, bool Open, CalendarDate When) : Meaning
{
    public static Closure Read(ref MeaningReader choose) => new(
        choose.Pick(Places.WithHours), choose.Any<City>(), choose.Flip(), choose.Date());

    public override string In(Grammar grammar) => grammar.Say(this);
}
