namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    private static readonly string[] Months =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private static readonly string[] Weekdays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

    private static readonly string[] MinutesPast = ["", "fünf nach", "zehn nach", "Viertel nach", "zwanzig nach"];

    /// <summary>From twenty-five past on, all are counted from the next hour.</summary>
    private static readonly string[] BeforeNextHour =
        ["fünf vor halb", "halb", "fünf nach halb", "zwanzig vor", "Viertel vor", "zehn vor", "fünf vor"];

    /// <summary>"Viertel vor acht abends" or "19.45 Uhr".</summary>
    private static string Clock(ClockTime time)
    {
        if (!time.Spelled) return time.Minute == 0 ? $"{Numeral.Of(time.Hour)} Uhr" : $"{Numeral.Of(time.Hour)}.{Numeral.Of(time.Minute, 2)} Uhr";
        string dial = time.Minute switch
        {
            0 => time.HourOnDial == 1 ? "ein Uhr" : $"{Words(time.HourOnDial)} Uhr",
            <= 20 => $"{MinutesPast[time.Minute / 5]} {Words(time.HourOnDial)}",
            _ => $"{BeforeNextHour[time.Minute / 5 - 5]} {Words(time.NextHourOnDial)}",
        };
        return $"{dial} {Adverb(time)}";
    }

    private static string Adverb(ClockTime time) => time.Hour switch
    {
        < 10 => "morgens",
        < 12 => "vormittags",
        < 18 => "nachmittags",
        _ => "abends",
    };

    /// <summary>The day behind "am" or "zum": "dritten Mai" or "3. Mai".</summary>
    private static string Day(CalendarDate date)
    {
        string day = date.Spelled ? $"{GermanNumbers.OrdinalStem(date.Day)}en" : $"{Numeral.Of(date.Day)}.";
        return $"{day} {Months[(int)date.Month]}";
    }

    private static string Name(Month month) => Months[(int)month];

    private static string Name(Weekday day) => Weekdays[(int)day];

    /// <summary>"sonntags"</summary>
    private static string Every(Weekday day) => $"{Name(day).ToLowerInvariant()}s";

    private static string Name(DayPart part) => part switch
    {
        DayPart.Morning => "morgen",
        DayPart.Afternoon => "nachmittag",
        _ => "abend",
    };

    /// <summary>"drei Wochen", and "drei Tagen" in the dative.</summary>
    private static string Length(GermanCase grammaticalCase, Duration duration)
    {
        string unit = duration.Unit switch
        {
            TimeUnit.Day => "Tage",
            TimeUnit.Week => "Wochen",
            TimeUnit.Month => "Monate",
            _ => "Jahre",
        };
        return $"{Write(duration.Count)} {unit}{(grammaticalCase == GermanCase.Dative && unit[^1] != 'n' ? "n" : "")}";
    }

    private static string When(PastTime time) => time switch
    {
        PastTime.Yesterday => "gestern",
        PastTime.TwoDaysAgo => "vorgestern",
        PastTime.LastWeek => "letzte Woche",
        PastTime.LastMonth => "letzten Monat",
        PastTime.LastYear => "letztes Jahr",
        PastTime.LastSummer => "letzten Sommer",
        PastTime.LastWinter => "letzten Winter",
        _ => $"letzten {Name(Weekday.Monday + (time - PastTime.LastMonday))}",
    };

    private static string When(FutureTime time) => time switch
    {
        FutureTime.Tomorrow => "morgen",
        FutureTime.InTwoDays => "übermorgen",
        FutureTime.ThisEvening => "heute Abend",
        FutureTime.TomorrowEvening => "morgen Abend",
        FutureTime.NextWeekend => "nächstes Wochenende",
        _ => $"nächsten {Name(Weekday.Monday + (time - FutureTime.NextMonday))}",
    };
}
