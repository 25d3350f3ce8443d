namespace Headwater.Phrasebook;

/// <summary>
/// A language: how each kind of meaning is said in it. A new language is one subclass, so the compiler lists what it still lacks.
/// Stateless and thread-safe.
/// </summary>
internal abstract partial class Grammar
{
    /// <summary>The language's two-letter code (ISO 639-1).</summary>
    public abstract string Language { get; }

    // money
    public abstract string Say(Price meaning);
    public abstract string Say(Payment meaning);
    public abstract string Say(Sum meaning);
    public abstract string Say(Salary meaning);
    public abstract string Say(Rent meaning);

    // dates
    public abstract string Say(Birthday meaning);
    public abstract string Say(Appointment meaning);
    public abstract string Say(Postponement meaning);
    public abstract string Say(Deadline meaning);
    public abstract string Say(Belief meaning);
    public abstract string Say(Rendezvous meaning);

    // travel
    public abstract string Say(Departure meaning);
    public abstract string Say(Delay meaning);
    public abstract string Say(Journey meaning);
    public abstract string Say(Directions meaning);
    public abstract string Say(TicketOrder meaning);
    public abstract string Say(WayThroughTown meaning);
    public abstract string Say(TimetableQuestion meaning);
    public abstract string Say(RoomBooking meaning);
    public abstract string Say(RoomFault meaning);
    public abstract string Say(Outing meaning);

    // meals
    public abstract string Say(Dinner meaning);
    public abstract string Say(Baking meaning);
    public abstract string Say(TableOrder meaning);
    public abstract string Say(Recipe meaning);
    public abstract string Say(TasteOpinion meaning);
    public abstract string Say(Diet meaning);
    public abstract string Say(Groceries meaning);

    // shopping
    public abstract string Say(ClothesStory meaning);
    public abstract string Say(HomeWish meaning);
    public abstract string Say(Comparison meaning);
    public abstract string Say(SizeQuestion meaning);
    public abstract string Say(Supply meaning);

    // home
    public abstract string Say(Whereabouts meaning);
    public abstract string Say(PutAway meaning);
    public abstract string Say(Chores meaning);
    public abstract string Say(Preferences meaning);
    public abstract string Say(DutyFirst meaning);
    public abstract string Say(RoomQuestion meaning);
    public abstract string Say(OwnThing meaning);

    // family
    public abstract string Say(Pets meaning);
    public abstract string Say(AnimalScene meaning);
    public abstract string Say(Appearance meaning);
    public abstract string Say(AgeDifference meaning);
    public abstract string Say(Present meaning);
    public abstract string Say(Identification meaning);

    // weather
    public abstract string Say(WeatherContrast meaning);
    public abstract string Say(Temperatures meaning);
    public abstract string Say(RainPlan meaning);

    // health
    public abstract string Say(Pain meaning);
    public abstract string Say(Medicine meaning);
    public abstract string Say(SickLeave meaning);

    // town
    public abstract string Say(OpeningHours meaning);
    public abstract string Say(Construction meaning);
    public abstract string Say(Town meaning);
    public abstract string Say(Audience meaning);
    public abstract string Say(Sight meaning);
    public abstract string Say(Visit meaning);
    public abstract string Say(Closure meaning);

    // learning
    public abstract string Say(LanguageCourse meaning);
    public abstract string Say(Reading meaning);

    /// <summary>The text as a sentence: a capital first and, where it has none, a full stop last.</summary>
    protected static string Sentence(string text)
    {
        string end = text[^1] is '?' or '!' ? "" : ".";
        return string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1), end);
    }
}
