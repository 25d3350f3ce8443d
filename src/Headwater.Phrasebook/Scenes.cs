using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>All kinds of meanings. A meaning's number counts through them in this order, so a new scene goes last.</summary>
internal static class Scenes
{
    /// <summary>The scenes by topic.</summary>
    public static readonly ImmutableArray<PhrasebookTopic> Topics =
    [
        new("money", [new(Price.Read), new(Payment.Read), new(Sum.Read), new(Salary.Read), new(Rent.Read)]),
        new("dates", [
            new(Birthday.Read), new(Appointment.Read), new(Postponement.Read), new(Deadline.Read), new(Belief.Read), new(Rendezvous.Read)]),
        new("travel", [
            new(Departure.Read), new(Delay.Read), new(Journey.Read), new(Directions.Read), new(TicketOrder.Read), new(WayThroughTown.Read),
            new(TimetableQuestion.Read), new(RoomBooking.Read), new(RoomFault.Read), new(Outing.Read)]),
        new("meals", [
            new(Dinner.Read), new(Baking.Read), new(TableOrder.Read), new(Recipe.Read), new(TasteOpinion.Read), new(Diet.Read),
            new(Groceries.Read)]),
        new("shopping", [new(ClothesStory.Read), new(HomeWish.Read), new(Comparison.Read), new(SizeQuestion.Read), new(Supply.Read)]),
        new("home", [
            new(Whereabouts.Read), new(PutAway.Read), new(Chores.Read), new(Preferences.Read), new(DutyFirst.Read), new(RoomQuestion.Read),
            new(OwnThing.Read)]),
        new("family", [
            new(Pets.Read), new(AnimalScene.Read), new(Appearance.Read), new(AgeDifference.Read), new(Present.Read), new(Identification.Read)]),
        new("weather", [new(WeatherContrast.Read), new(Temperatures.Read), new(RainPlan.Read)]),
        new("health", [new(Pain.Read), new(Medicine.Read), new(SickLeave.Read)]),
        new("town", [
            new(OpeningHours.Read), new(Construction.Read), new(Town.Read), new(Audience.Read), new(Sight.Read), new(Visit.Read),
            new(Closure.Read)]),
        new("learning", [new(LanguageCourse.Read), new(Reading.Read)]),
    ];

    public static readonly ImmutableArray<Scene> All = [.. Topics.SelectMany(topic => topic.Scenes)];

    /// <summary>The number of the first meaning of each scene; one more entry for the end.</summary>
    public static readonly ImmutableArray<long> Starts = [.. All.Aggregate(new List<long> { 0 }, (starts, scene) =>
        [.. starts, starts[^1] + scene.Count])];

    /// <summary>The places in <see cref="All"/> of the scenes of some topics; of every scene where no topic is named.</summary>
    /// <exception cref="ArgumentException">A topic is not known; the message lists those that are.</exception>
    public static ImmutableArray<int> PlacesOf(IReadOnlyCollection<string> topics)
    {
        if (topics.FirstOrDefault(topic => Topics.All(known => known.Name != topic)) is { } unknown)
            throw new ArgumentException($"The phrasebook has no topic \"{unknown}\"; expected some of {string.Join(", ", PhraseGenerator.Topics)}.", nameof(topics));
        HashSet<Scene> chosen = [.. Topics.Where(topic => topics.Count == 0 || topics.Contains(topic.Name)).SelectMany(topic => topic.Scenes)];
        return [.. Enumerable.Range(0, All.Length).Where(place => chosen.Contains(All[place]))];
    }

    public static Meaning MeaningOf(long number)
    {
        int found = Starts.BinarySearch(number);
        int scene = found >= 0 ? found : ~found - 1;
        return All[scene][number - Starts[scene]];
    }
}

/// <summary>Reads one kind of meaning off the digits of a number.</summary>
internal delegate Meaning SceneReader(ref MeaningReader choose);

/// <summary>One kind of meaning, and how many meanings of it there are.</summary>
internal sealed class Scene
{
    private readonly SceneReader _read;

    public Scene(SceneReader read)
    {
        _read = read;
        List<int> radices = [];
        MeaningReader zero = new(0, radices);
        read(ref zero);
        Radices = [.. radices];
        Count = radices.Aggregate(1L, (product, radix) => checked(product * radix));
    }

    /// <summary>How many values each choice has; the first choice is the lowest digit of a meaning's number.</summary>
    public ImmutableArray<int> Radices { get; }

    /// <summary>How many meanings there are: the product of all radices.</summary>
    public long Count { get; }

    /// <summary>The meaning with a number, 0 … <see cref="Count"/> − 1.</summary>
    public Meaning this[long number]
    {
        get
        {
            MeaningReader choose = new(number);
            return _read(ref choose);
        }
    }
}

/// <summary>What some scenes are about, by a name that a study can ask for.</summary>
internal sealed record PhrasebookTopic(string Name, ImmutableArray<Scene> Scenes);
