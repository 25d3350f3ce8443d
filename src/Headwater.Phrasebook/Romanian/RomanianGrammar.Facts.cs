using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Yes => "da";

    public override string No => "nu";

    protected override string And => ", iar ";

    public override Fact CostOf(Price m) => Told(
        $"cât costă {The(m.What, m.How)}?",
        Euros(m.Cost),
        $"{The(m.What, m.How)} costă {Euros(m.Cost)}");

    public override Fact EarningsOf(Salary m) => Told(
        $"cât {Finite(m.Who, Earn)} {Who(m.Who)} pe lună?",
        Euros(m.Euros),
        $"{Clause(m.Who, Earn)} {Euros(m.Euros)} pe lună");

    public override Fact TimeOf(Appointment m) => Told(
        $"la ce oră {Finite(m.Who, Having)} {Who(m.Who)} o programare la {Name(m.With)}?",
        $"la {Clock(m.At)}",
        $"{Have(m.Who)} o programare la {Name(m.With)} la {Clock(m.At)}");

    public override Fact NewDayOf(Postponement m)
    {
        string what = $"{The(m.What)} {OfPlace(m.Where)}";
        string moved = IsFeminine(m.What) ? "mutată" : "mutat";
        return Told($"pe ce zi a fost {moved} {what}?", $"pe {Name(m.Days.Second)}", $"{what} a fost {moved} pe {Name(m.Days.Second)}");
    }

    public override Fact TimeOf(Departure m) => Told(
        $"la ce oră pleacă {The(m.What)} spre {Name(m.To)}?",
        $"la {Clock(m.At)}",
        $"{The(m.What)} spre {Name(m.To)} pleacă la {Clock(m.At)}");

    public override Fact PlatformOf(Departure m) => Told(
        $"de la ce linie pleacă {The(m.What)} spre {Name(m.To)}?",
        $"de la linia {Words(m.Platform)}",
        $"{The(m.What)} spre {Name(m.To)} pleacă de la linia {Words(m.Platform)}");

    public override Fact LengthOf(Delay m)
    {
        string vehicle = $"{The(m.What)} de la {Name(m.Way.First)} la {Name(m.Way.Second)}";
        string minutes = RomanianNumbers.Count(m.Minutes, Neuter, "minute");
        return Told($"câte minute întârziere are {vehicle}?", minutes, $"{vehicle} are {minutes} întârziere");
    }

    public override Fact GoalOf(Journey m) => Told(
        $"unde {Finite(m.Who, Leave)} {Who(m.Who)} în {Name(m.When)}?",
        In(m.To),
        $"{Clause(m.Who, Leave)} {In(m.To)} în {Name(m.When)}");

    public override Fact EatersOf(Dinner m)
    {
        string people = $"pentru {Count(m.Eaters, Feminine, "persoane")}";
        return Told(
            $"pentru câte persoane {Finite(m.Who, RomanianActivities.Cook)} {Who(m.Who)} {A(m.Dish)}?",
            people,
            $"{Clause(m.Who, RomanianActivities.Cook)} {A(m.Dish)} {people}");
    }

    public override Fact CountOf(Supply m)
    {
        RomanianNoun thing = Entry(m.Thing);
        string many = thing.Gender == Masculine ? "câți" : "câte";
        string things = $"{many} {thing.Plural} {Quality(m.Thing, m.How).Many(thing.Gender)}";
        string question = m.What switch
        {
            Want.LookFor => $"{things} {Finite(m.Who, LookFor)} {Who(m.Who)}?",
            Want.Need => $"de {things} {Finite(m.Who, Having)} nevoie {Who(m.Who)}?",
            Want.Buy => $"{things} {Finite(m.Who, Buy)} {Who(m.Who)}?",
            _ => $"{things} {Finite(m.Who, Order)} {Who(m.Who)}?",
        };
        return Told(question, RomanianNumbers.Write(m.Count, thing.Gender), $"{Wants(m.Who, m.What)} {Count(m.Count, m.Thing, m.How)}");
    }

    public override Fact PlaceOf(Whereabouts m)
    {
        string place = $"{By(m.Side, m.By, m.ByHow)} din {Entry(m.Room).AfterPreposition}";
        return Told($"unde este {The(m.What, m.How)}?", place, $"{The(m.What, m.How)} este {place}");
    }

    public override Fact YearsOf(AgeDifference m)
    {
        string years = Count(m.Years, Masculine, "ani");
        string older = $"{(m.Older ? "mai în vârstă" : Younger(m.People.First))} decât {Who(m.People.Second)}";
        return Told($"cu câți ani este {Who(m.People.First)} {older}?", $"cu {years}", $"{Who(m.People.First)} este cu {years} {older}");
    }

    public override Fact DegreesOf(Temperatures m) => Told(
        $"câte grade au fost la {Name(m.Where.First)} {When(m.When)}?",
        Degrees(m.Degrees.First),
        $"{When(m.When)} {(Math.Abs(m.Degrees.First.Value) == 1 ? "a fost" : "au fost")} {Degrees(m.Degrees.First)} la {Name(m.Where.First)}");

    public override Fact DaysOf(Medicine m)
    {
        string days = $"timp de {RomanianNumbers.Count(m.Days, Feminine, "zile")}";
        string take = $"trebuie să {Subjunctive(m.Who, Take)} {Name(m.What)}";
        return Told($"câte zile {take} {Who(m.Who)}?", days, $"{Who(m.Who)} {take} {days}");
    }

    public override Fact ClosingDayOf(OpeningHours m)
    {
        string place = $"{The(m.What)} din {Name(m.Where)}";
        return Told($"când este {Agree(m.What, "închis")} {place}?", Habit(m.Closed), $"{place} este {Agree(m.What, "închis")} {Habit(m.Closed)}");
    }

    public override Fact YearOf(Construction m)
    {
        string place = $"{The(m.What, m.How)} din {Name(m.Where)}";
        string built = Agree(m.What, "construit");
        string year = $"în anul {Year(m.Year)}";
        return Told($"în ce an a fost {built} {place}?", year, $"{place} a fost {built} {year}");
    }

    public override Fact TongueOf(LanguageCourse m) => Told(
        $"ce limbă {Finite(m.Who, Learn)} {Who(m.Who)}?",
        Name(m.What),
        $"{Clause(m.Who, Learn)} {Name(m.What)}");

    public override Fact PagesOf(Reading m)
    {
        string pages = RomanianNumbers.Count(m.Pages, Feminine, "pagini");
        return Told($"câte pagini {Auxiliary(m.Who)} citit {Who(m.Who)} {When(m.When)}?", pages, $"{When(m.When)} {Did(m.Who, "citit")} {pages}");
    }
}
