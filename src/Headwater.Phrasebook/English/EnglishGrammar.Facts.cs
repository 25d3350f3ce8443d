namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Yes => "yes";

    public override string No => "no";

    protected override string And => ", and ";

    public override Fact CostOf(Price m) => Told(
        $"how much does {The(m.What, m.How)} cost?",
        Euros(m.Cost),
        $"{The(m.What, m.How)} costs {Euros(m.Cost)}");

    public override Fact EarningsOf(Salary m) => Told(
        $"how much {Does(m.Who)} {Who(m.Who)} earn a month?",
        Euros(m.Euros),
        $"{Who(m.Who)} {Verb(m.Who, "earn", "earns")} {Euros(m.Euros)} a month");

    public override Fact TimeOf(Appointment m) => Told(
        $"at what time {Does(m.Who)} {Who(m.Who)} have an appointment with the {Name(m.With)}?",
        Clock(m.At),
        $"{Who(m.Who)} {Have(m.Who)} an appointment with the {Name(m.With)} at {Clock(m.At)}");

    public override Fact NewDayOf(Postponement m) => Told(
        $"to which day has {The(m.What)} {At(m.Where)} been moved?",
        Label.Of(m.Days.Second),
        $"{The(m.What)} {At(m.Where)} has been moved to {Label.Of(m.Days.Second)}");

    public override Fact TimeOf(Departure m) => Told(
        $"when does the {Name(m.What)} to {Name(m.To)} leave?",
        Clock(m.At),
        $"the {Name(m.What)} to {Name(m.To)} leaves at {Clock(m.At)}");

    public override Fact PlatformOf(Departure m) => Told(
        $"from which platform does the {Name(m.What)} to {Name(m.To)} leave?",
        $"platform {Words(m.Platform)}",
        $"the {Name(m.What)} to {Name(m.To)} leaves from platform {Words(m.Platform)}");

    public override Fact LengthOf(Delay m) => Told(
        $"how late is the {Name(m.What)} from {Name(m.Way.First)} to {Name(m.Way.Second)}?",
        $"{Write(m.Minutes)} minutes",
        $"the {Name(m.What)} from {Name(m.Way.First)} to {Name(m.Way.Second)} is {Write(m.Minutes)} minutes late");

    public override Fact GoalOf(Journey m) => Told(
        $"where {Be(m.Who)} {Who(m.Who)} travelling in {Label.Of(m.When)}?",
        $"to {Name(m.To)}",
        $"{Who(m.Who)} {Be(m.Who)} travelling to {Name(m.To)} in {Label.Of(m.When)}");

    public override Fact EatersOf(Dinner m) => Told(
        $"for how many people {Be(m.Who)} {Who(m.Who)} making {A(m.Dish)}?",
        $"{Words(m.Eaters)} people",
        $"{Who(m.Who)} {Be(m.Who)} making {A(m.Dish)} for {Words(m.Eaters)} people");

    public override Fact CountOf(Supply m)
    {
        string things = $"{Adjective(m.How)} {Many(m.Thing)}";
        string asked = m.What switch
        {
            Want.LookFor => $"{Be(m.Who)} {Who(m.Who)} looking for",
            Want.Need => $"{Does(m.Who)} {Who(m.Who)} need",
            Want.Buy => $"{Be(m.Who)} {Who(m.Who)} buying",
            _ => $"{Be(m.Who)} {Who(m.Who)} ordering",
        };
        return Told($"how many {things} {asked}?", Write(m.Count), $"{Who(m.Who)} {Wants(m.Who, m.What)} {Write(m.Count)} {things}");
    }

    public override Fact PlaceOf(Whereabouts m)
    {
        string place = $"{Preposition(m.Side)} {The(m.By, m.ByHow)} in {The(m.Room)}";
        return Told($"where is {The(m.What, m.How)}?", place, $"{The(m.What, m.How)} is {place}");
    }

    public override Fact YearsOf(AgeDifference m)
    {
        string older = m.Older ? "older" : "younger";
        return Told(
            $"how much {older} is {Who(m.People.First)} than {Whom(m.People.Second)}?",
            $"{Words(m.Years)} years",
            $"{Who(m.People.First)} is {Words(m.Years)} years {older} than {Whom(m.People.Second)}");
    }

    public override Fact DegreesOf(Temperatures m) => Told(
        $"what was the temperature in {Name(m.Where.First)} {When(m.When)}?",
        Degrees(m.Degrees.First),
        $"it was {Degrees(m.Degrees.First)} in {Name(m.Where.First)} {When(m.When)}");

    public override Fact DaysOf(Medicine m) => Told(
        $"for how many days {Does(m.Who)} {Who(m.Who)} have to take {Name(m.What)}?",
        $"{Write(m.Days)} days",
        $"{Who(m.Who)} {Have(m.Who)} to take {Name(m.What)} for {Write(m.Days)} days");

    public override Fact ClosingDayOf(OpeningHours m) => Told(
        $"when is {The(m.What)} in {Name(m.Where)} closed?",
        $"on {Label.Of(m.Closed)}s",
        $"{The(m.What)} in {Name(m.Where)} is closed on {Label.Of(m.Closed)}s");

    public override Fact YearOf(Construction m) => Told(
        $"in which year was {The(m.What, m.How)} in {Name(m.Where)} built?",
        EnglishNumbers.Year(m.Year),
        $"{The(m.What, m.How)} in {Name(m.Where)} was built in {EnglishNumbers.Year(m.Year)}");

    public override Fact TongueOf(LanguageCourse m) => Told(
        $"which language {Be(m.Who)} {Who(m.Who)} learning?",
        Label.Of(m.What),
        $"{Who(m.Who)} {Be(m.Who)} learning {Label.Of(m.What)}");

    public override Fact PagesOf(Reading m) => Told(
        $"how many pages did {Who(m.Who)} read {When(m.When)}?",
        $"{Write(m.Pages)} pages",
        $"{Who(m.Who)} read {Write(m.Pages)} pages {When(m.When)}");

    private static string Does(Person person) => Verb(person, "do", "does");
}
