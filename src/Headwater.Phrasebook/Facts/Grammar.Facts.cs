namespace Headwater.Phrasebook;

/// <summary>What can be asked of meanings; people in them are named, not pronouns.</summary>
internal abstract partial class Grammar
{
    public abstract string Yes { get; }

    public abstract string No { get; }

    // money
    public abstract Fact CostOf(Price meaning);
    public abstract Fact EarningsOf(Salary meaning);

    // dates
    public abstract Fact TimeOf(Appointment meaning);
    public abstract Fact NewDayOf(Postponement meaning);

    // travel
    public abstract Fact TimeOf(Departure meaning);
    public abstract Fact PlatformOf(Departure meaning);
    public abstract Fact LengthOf(Delay meaning);
    public abstract Fact GoalOf(Journey meaning);

    // meals
    public abstract Fact EatersOf(Dinner meaning);

    // shopping
    public abstract Fact CountOf(Supply meaning);

    // home
    public abstract Fact PlaceOf(Whereabouts meaning);

    // family
    public abstract Fact YearsOf(AgeDifference meaning);

    // weather
    public abstract Fact DegreesOf(Temperatures meaning);

    // health
    public abstract Fact DaysOf(Medicine meaning);

    // town
    public abstract Fact ClosingDayOf(OpeningHours meaning);
    public abstract Fact YearOf(Construction meaning);

    // learning
    public abstract Fact TongueOf(LanguageCourse meaning);
    public abstract Fact PagesOf(Reading meaning);

    /// <summary>Two statements as one sentence.</summary>
    public string Both(Fact first, Fact second) => Sentence($"{first.Statement}{And}{second.Statement}");

    /// <summary>The statement as a sentence.</summary>
    public static string StatementOf(Fact fact) => Sentence(fact.Statement);

    /// <summary>What stands between two main clauses.</summary>
    protected abstract string And { get; }

    protected static Fact Told(string question, string answer, string statement) => new(Sentence(question), answer, statement);
}
