using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Yes => "oui";

    public override string No => "non";

    protected override string And => " et ";

    public override Fact CostOf(Price m) => Told(
        $"combien coûte {The(m.What, m.How)} ?",
        Euros(m.Cost),
        $"{The(m.What, m.How)} coûte {Euros(m.Cost)}");

    public override Fact EarningsOf(Salary m) => Told(
        $"combien {Asked(m.Who, "gagner")} par mois ?",
        Euros(m.Euros),
        $"{Clause(m.Who, "gagner")} {Euros(m.Euros)} par mois");

    public override Fact TimeOf(Appointment m) => Told(
        $"à quelle heure {Asked(m.Who, Having)} rendez-vous chez {Elide("le", Name(m.With))} ?",
        $"à {Clock(m.At)}",
        $"{Have(m.Who)} rendez-vous chez {Elide("le", Name(m.With))} à {Clock(m.At)}");

    public override Fact NewDayOf(Postponement m)
    {
        string what = $"{The(m.What)} {At(m.Where)}";
        string moved = IsFeminine(m.What) ? "reportée" : "reporté";
        return Told(
            $"à quel jour {what} a-t-{Pronoun(IsFeminine(m.What))} été {moved} ?",
            $"à {Name(m.Days.Second)}",
            $"{what} a été {moved} à {Name(m.Days.Second)}");
    }

    public override Fact TimeOf(Departure m) => Told(
        $"à quelle heure part le {Name(m.What)} pour {Name(m.To)} ?",
        $"à {Clock(m.At)}",
        $"le {Name(m.What)} pour {Name(m.To)} part à {Clock(m.At)}");

    public override Fact PlatformOf(Departure m) => Told(
        $"de quel quai part le {Name(m.What)} pour {Name(m.To)} ?",
        $"du quai {Words(m.Platform)}",
        $"le {Name(m.What)} pour {Name(m.To)} part du quai {Words(m.Platform)}");

    public override Fact LengthOf(Delay m)
    {
        string vehicle = $"le {Name(m.What)} {From(m.Way.First)} à {Name(m.Way.Second)}";
        string minutes = $"{FrenchNumbers.Write(m.Minutes, feminine: true)} minutes";
        return Told($"combien de retard a {vehicle} ?", minutes, $"{vehicle} a {minutes} de retard");
    }

    public override Fact GoalOf(Journey m)
    {
        string goal = FrenchLexicon.Countries[m.To].In;
        return Told($"où {Asked(m.Who, Leave)} en {Name(m.When)} ?", goal, $"en {Name(m.When)}, {Clause(m.Who, Leave)} {goal}");
    }

    public override Fact EatersOf(Dinner m) => Told(
        $"pour combien de personnes {Asked(m.Who, "préparer")} {A(m.Dish)} ?",
        $"pour {Words(m.Eaters)} personnes",
        $"{Clause(m.Who, "préparer")} {A(m.Dish)} pour {Words(m.Eaters)} personnes");

    public override Fact CountOf(Supply m)
    {
        FrenchNoun thing = FrenchNouns.All[m.Thing];
        string things = Of(Place(thing.Plural, thing.Feminine, plural: true, m.How));
        string question = m.What switch
        {
            Want.LookFor => $"combien {things} {Asked(m.Who, "chercher")} ?",
            Want.Need => $"de combien {things} {Asked(m.Who, Having)} besoin ?",
            Want.Buy => $"combien {things} {Asked(m.Who, Buy)} ?",
            _ => $"combien {things} {Asked(m.Who, "commander")} ?",
        };
        return Told(question, FrenchNumbers.Write(m.Count, thing.Feminine), Wants(m.Who, m.What, Count(m.Count, m.Thing, m.How)));
    }

    public override Fact PlaceOf(Whereabouts m)
    {
        string place = $"{By(m.Side, The(m.By, m.ByHow))} {Of(The(m.Room))}";
        return Told($"où se trouve {The(m.What, m.How)} ?", place, $"{The(m.What, m.How)} se trouve {place}");
    }

    public override Fact YearsOf(AgeDifference m)
    {
        string than = $"de {(m.Older ? "plus" : "moins")} {Que(Who(m.People.Second))}";
        return Told(
            $"combien d'années {Asked(m.People.First, Having)} {than} ?",
            $"{Words(m.Years)} ans",
            $"{Have(m.People.First)} {Words(m.Years)} ans {than}");
    }

    public override Fact DegreesOf(Temperatures m) => Told(
        $"quelle température faisait-il à {Name(m.Where.First)} {When(m.When)} ?",
        Degrees(m.Degrees.First),
        $"{When(m.When)}, il faisait {Degrees(m.Degrees.First)} à {Name(m.Where.First)}");

    public override Fact DaysOf(Medicine m) => Told(
        $"pendant combien de jours {Asked(m.Who, Must)} prendre des {Name(m.What)} ?",
        $"pendant {Write(m.Days)} jours",
        $"{Clause(m.Who, Must)} prendre des {Name(m.What)} pendant {Write(m.Days)} jours");

    public override Fact ClosingDayOf(OpeningHours m)
    {
        bool feminine = FrenchLexicon.Places[m.What].Feminine;
        string place = $"{The(m.What)} {From(m.Where)}";
        string closed = feminine ? "fermée" : "fermé";
        return Told($"quel jour {place} est-{Pronoun(feminine)} {closed} ?", $"le {Name(m.Closed)}", $"{place} est {closed} le {Name(m.Closed)}");
    }

    public override Fact YearOf(Construction m)
    {
        bool feminine = FrenchLexicon.Places[m.What].Feminine;
        string place = $"{The(m.What, m.How)} {From(m.Where)}";
        string built = feminine ? "construite" : "construit";
        string year = FrenchNumbers.Year(m.Year);
        return Told($"en quelle année {place} a-t-{Pronoun(feminine)} été {built} ?", $"en {year}", $"{place} a été {built} en {year}");
    }

    public override Fact TongueOf(LanguageCourse m)
    {
        string tongue = Elide("le", Name(m.What));
        return Told($"quelle langue {Asked(m.Who, Learn)} ?", tongue, $"{Clause(m.Who, Learn)} {tongue}");
    }

    public override Fact PagesOf(Reading m)
    {
        string pages = $"{FrenchNumbers.Write(m.Pages, feminine: true)} pages";
        return Told($"combien de pages {Asked(m.Who, Having)} lues {When(m.When)} ?", pages, $"{When(m.When)}, {Have(m.Who)} lu {pages}");
    }

    private static string Pronoun(bool feminine) => feminine ? "elle" : "il";

    /// <summary>Subject and verb of a question, "ma tante cherche-t-elle", "mes parents partent-ils".</summary>
    private static string Asked(Person who, FrenchVerb verb)
    {
        string finite = Finite(who, verb);
        return $"{Who(who)} {finite}{(finite[^1] is 'a' or 'e' ? "-t-" : "-")}{Pronoun(who)}";
    }
}
