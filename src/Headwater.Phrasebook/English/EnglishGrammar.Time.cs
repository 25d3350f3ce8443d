namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    private static readonly string[] MinutesPast =
        ["", "five past", "ten past", "a quarter past", "twenty past", "twenty-five past", "half past"];

    private static readonly string[] MinutesTo = ["", "five to", "ten to", "a quarter to", "twenty to", "twenty-five to"];

    /// <summary>"a quarter to eight in the evening" or "19:45".</summary>
    private static string Clock(ClockTime time)
    {
        if (!time.Spelled) return $"{Numeral.Of(time.Hour)}:{Numeral.Of(time.Minute, 2)}";
        string dial = time.Minute switch
        {
            0 => $"{Words(time.HourOnDial)} o'clock",
            <= 30 => $"{MinutesPast[time.Minute / 5]} {Words(time.HourOnDial)}",
            _ => $"{MinutesTo[12 - time.Minute / 5]} {Words(time.NextHourOnDial)}",
        };
        return $"{dial} in the {Name(time.Part)}";
    }

    /// <summary>"the third of May" or "the 3rd of May".</summary>
    private static string The(CalendarDate date)
    {
        string day = date.Spelled ? EnglishNumbers.Ordinal(date.Day) : EnglishNumbers.ShortOrdinal(date.Day);
        return $"the {day} of {Label.Of(date.Month)}";
    }

    private static string Name(DayPart part) => part switch
    {
        DayPart.Morning => "morning",
        DayPart.Afternoon => "afternoon",
        _ => "evening",
    };

    private static string Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Day => "days",
        TimeUnit.Week => "weeks",
        TimeUnit.Month => "months",
        _ => "years",
    };

    private static string Length(Duration duration) => $"{Write(duration.Count)} {Unit(duration.Unit)}";

    private static string When(PastTime time) => time switch
    {
        PastTime.Yesterday => "yesterday",
        PastTime.TwoDaysAgo => "the day before yesterday",
        PastTime.LastWeek => "last week",
        PastTime.LastMonth => "last month",
        PastTime.LastYear => "last year",
        PastTime.LastSummer => "last summer",
        PastTime.LastWinter => "last winter",
        _ => $"last {Label.Of(Weekday.Monday + (time - PastTime.LastMonday))}",
    };

    private static string When(FutureTime time) => time switch
    {
        FutureTime.Tomorrow => "tomorrow",
        FutureTime.InTwoDays => "the day after tomorrow",
        FutureTime.ThisEvening => "this evening",
        FutureTime.TomorrowEvening => "tomorrow evening",
        FutureTime.NextWeekend => "next weekend",
        _ => $"next {Label.Of(Weekday.Monday + (time - FutureTime.NextMonday))}",
    };
}
