using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Yes => "ja";

    public override string No => "nein";

    protected override string And => " und ";

    public override Fact CostOf(Price m) => Told(
        $"wie viel kostet {The(Nominative, m.What, m.How)}?",
        Euros(m.Cost),
        $"{The(Nominative, m.What, m.How)} kostet {Euros(m.Cost)}");

    public override Fact EarningsOf(Salary m) => Told(
        $"wie viel {Verb(m.Who, "verdienen")} {Who(m.Who)} im Monat?",
        Euros(m.Euros),
        $"{Who(m.Who)} {Verb(m.Who, "verdienen")} {Euros(m.Euros)} im Monat");

    public override Fact TimeOf(Appointment m) => Told(
        $"um wie viel Uhr {Haben(m.Who)} {Who(m.Who)} einen Termin beim {Name(m.With)}?",
        $"um {Clock(m.At)}",
        $"{Who(m.Who)} {Haben(m.Who)} um {Clock(m.At)} einen Termin beim {Name(m.With)}");

    public override Fact NewDayOf(Postponement m) => Told(
        $"auf welchen Tag wurde {The(Nominative, m.What)} {At(m.Where)} verschoben?",
        $"auf {Name(m.Days.Second)}",
        $"{The(Nominative, m.What)} {At(m.Where)} wurde auf {Name(m.Days.Second)} verschoben");

    public override Fact TimeOf(Departure m) => Told(
        $"wann fährt der {Name(m.What)} nach {Name(m.To)} ab?",
        $"um {Clock(m.At)}",
        $"der {Name(m.What)} nach {Name(m.To)} fährt um {Clock(m.At)} ab");

    public override Fact PlatformOf(Departure m) => Told(
        $"von welchem Gleis fährt der {Name(m.What)} nach {Name(m.To)} ab?",
        $"von Gleis {Words(m.Platform)}",
        $"der {Name(m.What)} nach {Name(m.To)} fährt von Gleis {Words(m.Platform)} ab");

    public override Fact LengthOf(Delay m)
    {
        string vehicle = $"der {Name(m.What)} von {Name(m.Way.First)} nach {Name(m.Way.Second)}";
        return Told($"wie viel Verspätung hat {vehicle}?", $"{Write(m.Minutes)} Minuten", $"{vehicle} hat {Write(m.Minutes)} Minuten Verspätung");
    }

    public override Fact GoalOf(Journey m) => Told(
        $"wohin {Verb(m.Who, "reisen")} {Who(m.Who)} im {Name(m.When)}?",
        GermanLexicon.Countries[m.To].To,
        $"{Who(m.Who)} {Verb(m.Who, "reisen")} im {Name(m.When)} {GermanLexicon.Countries[m.To].To}");

    public override Fact EatersOf(Dinner m) => Told(
        $"für wie viele Personen {Verb(m.Who, "bereiten")} {Who(m.Who)} {A(Accusative, m.Dish)} zu?",
        $"für {Words(m.Eaters)} Personen",
        $"{Who(m.Who)} {Verb(m.Who, "bereiten")} für {Words(m.Eaters)} Personen {A(Accusative, m.Dish)} zu");

    public override Fact CountOf(Supply m)
    {
        string things = Many(Accusative, m.Thing, m.How);
        string verb = Verb(m.Who, Wanting(m.What));
        return Told($"wie viele {things} {verb} {Who(m.Who)}?", Write(m.Count), $"{Who(m.Who)} {verb} {Write(m.Count)} {things}");
    }

    public override Fact PlaceOf(Whereabouts m)
    {
        string place = $"{Join("in", The(Dative, m.Room))} {Preposition(m.Side)} {The(Dative, m.By, m.ByHow)}";
        return Told($"wo liegt {The(Nominative, m.What, m.How)}?", place, $"{The(Nominative, m.What, m.How)} liegt {place}");
    }

    public override Fact YearsOf(AgeDifference m)
    {
        string older = $"{(m.Older ? "älter" : "jünger")} als {Who(m.People.Second)}";
        return Told(
            $"um wie viele Jahre ist {Who(m.People.First)} {older}?",
            $"{Words(m.Years)} Jahre",
            $"{Who(m.People.First)} ist {Words(m.Years)} Jahre {older}");
    }

    public override Fact DegreesOf(Temperatures m) => Told(
        $"bei wie viel Grad lag {When(m.When)} die Temperatur in {Name(m.Where.First)}?",
        $"bei {Degrees(m.Degrees.First)}",
        $"{When(m.When)} lag die Temperatur in {Name(m.Where.First)} bei {Degrees(m.Degrees.First)}");

    public override Fact DaysOf(Medicine m) => Told(
        $"wie lange {Muss(m.Who)} {Who(m.Who)} {Name(m.What)} einnehmen?",
        $"{Write(m.Days)} Tage lang",
        $"{Who(m.Who)} {Muss(m.Who)} {Write(m.Days)} Tage lang {Name(m.What)} einnehmen");

    public override Fact ClosingDayOf(OpeningHours m) => Told(
        $"wann ist {The(Nominative, m.What)} in {Name(m.Where)} geschlossen?",
        Every(m.Closed),
        $"{The(Nominative, m.What)} in {Name(m.Where)} ist {Every(m.Closed)} geschlossen");

    public override Fact YearOf(Construction m) => Told(
        $"in welchem Jahr wurde {The(Nominative, m.What, m.How)} in {Name(m.Where)} gebaut?",
        GermanNumbers.Year(m.Year),
        $"{The(Nominative, m.What, m.How)} in {Name(m.Where)} wurde im Jahr {GermanNumbers.Year(m.Year)} gebaut");

    public override Fact TongueOf(LanguageCourse m) => Told(
        $"welche Sprache {Verb(m.Who, "lernen")} {Who(m.Who)}?",
        Name(m.What),
        $"{Who(m.Who)} {Verb(m.Who, "lernen")} {Name(m.What)}");

    public override Fact PagesOf(Reading m) => Told(
        $"wie viele Seiten {Haben(m.Who)} {Who(m.Who)} {When(m.When)} gelesen?",
        $"{Write(m.Pages)} Seiten",
        $"{Who(m.Who)} {Haben(m.Who)} {When(m.When)} {Write(m.Pages)} Seiten gelesen");
}
