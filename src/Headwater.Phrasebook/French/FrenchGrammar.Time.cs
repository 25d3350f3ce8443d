namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] Weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    /// <summary>What is added to the hour, by five minutes.</summary>
    private static readonly string[] MinutesPast = ["", " cinq", " dix", " et quart", " vingt", " vingt-cinq", " et demie"];

    /// <summary>What is taken from the next hour, by five minutes.</summary>
    private static readonly string[] MinutesTo = ["", "cinq", "dix", "le quart", "vingt", "vingt-cinq"];

    /// <summary>"huit heures moins le quart du soir" or "19 h 45".</summary>
    private static string Clock(ClockTime time)
    {
        if (!time.Spelled) return time.Minute == 0 ? $"{Numeral.Of(time.Hour)} h" : $"{Numeral.Of(time.Hour)} h {Numeral.Of(time.Minute, 2)}";
        bool isPast = time.Minute <= 30;
        if (!isPast && time.Hour == 11) return $"midi moins {MinutesTo[12 - time.Minute / 5]}";
        string dial = isPast
            ? Hours(time.HourOnDial) + MinutesPast[time.Minute / 5]
            : $"{Hours(time.NextHourOnDial)} moins {MinutesTo[12 - time.Minute / 5]}";
        return time.Part switch
        {
            DayPart.Morning => $"{dial} du matin",
            DayPart.Afternoon => $"{dial} de l'après-midi",
            _ => $"{dial} du soir",
        };
    }

    private static string Hours(int hour) => hour == 1 ? "une heure" : $"{Words(hour)} heures";

    /// <summary>The day behind "le" or "au": "premier mai", "trois mai", "1er mai", "3 mai".</summary>
    private static string Day(CalendarDate date)
    {
        string day = (date.Day, date.Spelled) switch
        {
            (1, true) => "premier",
            (1, false) => "1er",
            (_, true) => Words(date.Day),
            _ => Numeral.Of(date.Day),
        };
        return $"{day} {Months[(int)date.Month]}";
    }

    private static string Name(Month month) => Months[(int)month];

    private static string Name(Weekday day) => Weekdays[(int)day];

    private static string Name(DayPart part) => part switch
    {
        DayPart.Morning => "matin",
        DayPart.Afternoon => "après-midi",
        _ => "soir",
    };

    private static string Length(Duration duration) => duration.Unit switch
    {
        TimeUnit.Day => $"{Write(duration.Count)} jours",
        TimeUnit.Week => $"{FrenchNumbers.Write(duration.Count, feminine: true)} semaines",
        TimeUnit.Month => $"{Write(duration.Count)} mois",
        _ => $"{Write(duration.Count)} ans",
    };

    private static string When(PastTime time) => time switch
    {
        PastTime.Yesterday => "hier",
        PastTime.TwoDaysAgo => "avant-hier",
        PastTime.LastWeek => "la semaine dernière",
        PastTime.LastMonth => "le mois dernier",
        PastTime.LastYear => "l'année dernière",
        PastTime.LastSummer => "l'été dernier",
        PastTime.LastWinter => "l'hiver dernier",
        _ => $"{Name(Weekday.Monday + (time - PastTime.LastMonday))} dernier",
    };

    private static string When(FutureTime time) => time switch
    {
        FutureTime.Tomorrow => "demain",
        FutureTime.InTwoDays => "après-demain",
        FutureTime.ThisEvening => "ce soir",
        FutureTime.TomorrowEvening => "demain soir",
        FutureTime.NextWeekend => "le week-end prochain",
        _ => $"{Name(Weekday.Monday + (time - FutureTime.NextMonday))} prochain",
    };
}
