using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>All that can be asked of a passage. A new matter goes last, because the order decides which examples a seed gives.</summary>
internal static class Matters
{
    public static readonly ImmutableArray<Matter> All =
    [
        new Matter<Price>(
            (grammar, m) => grammar.CostOf(m),
            (m, twin) => (m.What, m.How) != (twin.What, twin.How) && m.Cost.Spelled == twin.Cost.Spelled,
            m => m.Cost with { Spelled = false },
            (m, other) => m with { Cost = other.Cost with { Spelled = m.Cost.Spelled } }),
        new Matter<Salary>(
            (grammar, m) => grammar.EarningsOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who) && AreAlike(m.Euros, twin.Euros),
            m => m.Euros.Value,
            (m, other) => m with { Euros = Like(m.Euros, other.Euros) }),
        new Matter<Appointment>(
            (grammar, m) => grammar.TimeOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who),
            m => m.At,
            (m, other) => m with { At = other.At }),
        new Matter<Postponement>(
            (grammar, m) => grammar.NewDayOf(m),
            (m, twin) => (m.What, m.Where) != (twin.What, twin.Where),
            m => m.Days.Second,
            (m, other) => m with { Days = new(m.Days.First, other.Days.Second) }),
        new Matter<Departure>(
            (grammar, m) => grammar.TimeOf(m),
            (m, twin) => (m.What, m.To) != (twin.What, twin.To),
            m => m.At,
            (m, other) => m with { At = other.At }),
        new Matter<Departure>(
            (grammar, m) => grammar.PlatformOf(m),
            (m, twin) => (m.What, m.To) != (twin.What, twin.To),
            m => m.Platform,
            (m, other) => m with { Platform = other.Platform }),
        new Matter<Delay>(
            (grammar, m) => grammar.LengthOf(m),
            (m, twin) => (m.What, m.Way) != (twin.What, twin.Way) && AreAlike(m.Minutes, twin.Minutes),
            m => m.Minutes.Value,
            (m, other) => m with { Minutes = Like(m.Minutes, other.Minutes) }),
        new Matter<Journey>(
            (grammar, m) => grammar.GoalOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who),
            m => m.To,
            (m, other) => m with { To = other.To }),
        new Matter<Dinner>(
            (grammar, m) => grammar.EatersOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who),
            m => m.Eaters,
            (m, other) => m with { Eaters = other.Eaters }),
        new Matter<Supply>(
            (grammar, m) => grammar.CountOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who) && AreAlike(m.Count, twin.Count),
            m => m.Count.Value,
            (m, other) => m with { Count = Like(m.Count, other.Count) }),
        new Matter<Whereabouts>(
            (grammar, m) => grammar.PlaceOf(m),
            (m, twin) => (m.What, m.How) != (twin.What, twin.How),
            m => (m.Side, m.By, m.ByHow, m.Room),
            (m, other) => m with { Side = other.Side, By = other.By, ByHow = other.ByHow, Room = other.Room }),
        new Matter<AgeDifference>(
            (grammar, m) => grammar.YearsOf(m),
            (m, twin) => !Share(m.People, twin.People),
            m => m.Years,
            (m, other) => m with { Years = other.Years }),
        new Matter<Temperatures>(
            (grammar, m) => grammar.DegreesOf(m),
            (m, twin) => !Share(m.Where, twin.Where) && AreAlike(m.Degrees.First, twin.Degrees.First),
            m => m.Degrees.First.Value,
            (m, other) => m with { Degrees = new(Like(m.Degrees.First, other.Degrees.First), m.Degrees.Second) }),
        new Matter<Medicine>(
            (grammar, m) => grammar.DaysOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who) && AreAlike(m.Days, twin.Days),
            m => m.Days.Value,
            (m, other) => m with { Days = Like(m.Days, other.Days) }),
        new Matter<OpeningHours>(
            (grammar, m) => grammar.ClosingDayOf(m),
            (m, twin) => (m.What, m.Where) != (twin.What, twin.Where),
            m => m.Closed,
            (m, other) => m with { Closed = other.Closed }),
        new Matter<Construction>(
            (grammar, m) => grammar.YearOf(m),
            (m, twin) => (m.What, m.Where) != (twin.What, twin.Where) && AreAlike(m.Year, twin.Year),
            m => m.Year.Value,
            (m, other) => m with { Year = Like(m.Year, other.Year) }),
        new Matter<LanguageCourse>(
            (grammar, m) => grammar.TongueOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who),
            m => m.What,
            (m, other) => m with { What = other.What }),
        new Matter<Reading>(
            (grammar, m) => grammar.PagesOf(m),
            (m, twin) => AreTwo(m.Who, twin.Who) && AreAlike(m.Pages, twin.Pages),
            m => m.Pages.Value,
            (m, other) => m with { Pages = Like(m.Pages, other.Pages) }),
    ];

    /// <summary>The places of scenes whose phrases may stand beside what is asked: all that are no questions or requests.</summary>
    public static ImmutableArray<int> Asides(IReadOnlyCollection<string> topics) =>
        [.. Scenes.PlacesOf(topics).Where(place => Scenes.All[place][0] is not (TimetableQuestion or SizeQuestion or RoomQuestion or PutAway))];

    /// <summary>Two people who are both named: nobody can say who "he" is in a passage.</summary>
    private static bool AreTwo(Person one, Person other) => one > Person.They && other > Person.They && one != other;

    private static bool Share<T>(Two<T> one, Two<T> other) where T : struct, Enum =>
        one.First.Equals(other.First) || one.First.Equals(other.Second) || one.Second.Equals(other.First) || one.Second.Equals(other.Second);

    /// <summary>Two numbers in words or two in digits, so that the way they are written does not tell the right answer.</summary>
    private static bool AreAlike(Quantity one, Quantity other) => one.Spelled == other.Spelled;

    /// <summary>Another number, written as the first one is.</summary>
    private static Quantity Like(Quantity written, Quantity other) => other with { Spelled = written.Spelled };
}
