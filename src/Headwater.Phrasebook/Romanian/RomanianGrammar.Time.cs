using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    private static readonly string[] Months =
        ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"];

    private static readonly string[] Weekdays = ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"];

    /// <summary>Days with the article: every such day, or with an adjective one of them.</summary>
    private static readonly string[] DefiniteWeekdays = ["lunea", "marțea", "miercurea", "joia", "vinerea", "sâmbăta", "duminica"];

    /// <summary>What is added to the hour, by five minutes.</summary>
    private static readonly string[] MinutesPast =
        ["", " și cinci", " și zece", " și un sfert", " și douăzeci", " și douăzeci și cinci", " și jumătate"];

    /// <summary>What is taken from the next hour, by five minutes.</summary>
    private static readonly string[] MinutesTo = ["", "cinci", "zece", "un sfert", "douăzeci", "douăzeci și cinci"];

    /// <summary>"ora opt fără un sfert seara" or "ora 19:45".</summary>
    private static string Clock(ClockTime time)
    {
        if (!time.Spelled) return $"ora {Numeral.Of(time.Hour)}:{Numeral.Of(time.Minute, 2)}";
        string dial = time.Minute <= 30
            ? Hour(time.HourOnDial) + MinutesPast[time.Minute / 5]
            : $"{Hour(time.NextHourOnDial)} fără {MinutesTo[12 - time.Minute / 5]}";
        return $"ora {dial} {Definite(time.Part)}";
    }

    private static string Hour(int hour) => hour == 1 ? "unu" : RomanianNumbers.Words(hour, Feminine);

    /// <summary>The day behind "pe" or "cu": "întâi mai", "trei mai", "1 mai", "3 mai".</summary>
    private static string Day(CalendarDate date)
    {
        string day = (date.Day, date.Spelled) switch
        {
            (1, true) => "întâi",
            (_, true) => Words(date.Day),
            _ => Numeral.Of(date.Day),
        };
        return $"{day} {Name(date.Month)}";
    }

    private static string Name(Month month) => Months[(int)month];

    private static string Name(Weekday day) => Weekdays[(int)day];

    /// <summary>"duminica": every Sunday.</summary>
    private static string Habit(Weekday day) => DefiniteWeekdays[(int)day];

    /// <summary>Behind a day: "luni dimineață".</summary>
    private static string Name(DayPart part) => part switch
    {
        DayPart.Morning => "dimineață",
        DayPart.Afternoon => "după-amiază",
        _ => "seară",
    };

    /// <summary>Behind a time of the clock: "ora nouă dimineața".</summary>
    private static string Definite(DayPart part) => part switch
    {
        DayPart.Morning => "dimineața",
        DayPart.Afternoon => "după-amiaza",
        _ => "seara",
    };

    private static string Length(Duration duration) => duration.Unit switch
    {
        TimeUnit.Day => RomanianNumbers.Count(duration.Count, Feminine, "zile"),
        TimeUnit.Week => RomanianNumbers.Count(duration.Count, Feminine, "săptămâni"),
        TimeUnit.Month => RomanianNumbers.Count(duration.Count, Feminine, "luni"),
        _ => RomanianNumbers.Count(duration.Count, Masculine, "ani"),
    };

    private static string When(PastTime time) => time switch
    {
        PastTime.Yesterday => "ieri",
        PastTime.TwoDaysAgo => "alaltăieri",
        PastTime.LastWeek => "săptămâna trecută",
        PastTime.LastMonth => "luna trecută",
        PastTime.LastYear => "anul trecut",
        PastTime.LastSummer => "vara trecută",
        PastTime.LastWinter => "iarna trecută",
        _ => $"{Habit(Weekday.Monday + (time - PastTime.LastMonday))} trecută",
    };

    private static string When(FutureTime time) => time switch
    {
        FutureTime.Tomorrow => "mâine",
        FutureTime.InTwoDays => "poimâine",
        FutureTime.ThisEvening => "diseară",
        FutureTime.TomorrowEvening => "mâine seară",
        FutureTime.NextWeekend => "în weekendul viitor",
        _ => $"{Habit(Weekday.Monday + (time - FutureTime.NextMonday))} viitoare",
    };
}
