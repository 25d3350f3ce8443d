using System.Collections.Immutable;

namespace Headwater.Phrasebook;

internal enum Weekday
{
    Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
}

internal enum DayPart
{
    Morning, Afternoon, Evening,
}

internal enum Month
{
    January, February, March, April, May, June, July, August, September, October, November, December,
}

/// <summary>Times before today; the last seven are days of the week.</summary>
internal enum PastTime
{
    Yesterday, TwoDaysAgo, LastWeek, LastMonth, LastYear, LastSummer, LastWinter,
    LastMonday, LastTuesday, LastWednesday, LastThursday, LastFriday, LastSaturday, LastSunday,
}

/// <summary>Times after today; the last seven are days of the week.</summary>
internal enum FutureTime
{
    Tomorrow, InTwoDays, ThisEvening, TomorrowEvening, NextWeekend,
    NextMonday, NextTuesday, NextWednesday, NextThursday, NextFriday, NextSaturday, NextSunday,
}

internal enum TimeUnit
{
    Day, Week, Month, Year,
}

/// <summary>A day of a year without the year. <paramref name="Spelled"/>: the day is written as a word, not as digits.</summary>
internal readonly record struct CalendarDate(Month Month, int Day, bool Spelled)
{
    public const int DaysOfLeapYear = 366;

    /// <summary>The date that is <paramref name="day"/> days after the first of January of a leap year.</summary>
    public static CalendarDate FromDayOfYear(int day, bool spelled)
    {
        DateOnly date = new DateOnly(2024, 1, 1).AddDays(day);
        return new((Month)(date.Month - 1), date.Day, spelled);
    }
}

/// <summary>A time of day, 0:00 to 23:59. <paramref name="Spelled"/>: said in words on a twelve-hour clock, in steps of five minutes.</summary>
internal readonly record struct ClockTime(int Hour, int Minute, bool Spelled)
{
    public DayPart Part => Hour < 12 ? DayPart.Morning : Hour < 18 ? DayPart.Afternoon : DayPart.Evening;

    /// <summary>1 to 12.</summary>
    public int HourOnDial => (Hour + 11) % 12 + 1;

    /// <summary>The hour after this one on the dial, 1 to 12.</summary>
    public int NextHourOnDial => HourOnDial % 12 + 1;
}

/// <summary>A number of days, weeks, months or years, two or more.</summary>
internal readonly record struct Duration(Quantity Count, TimeUnit Unit);

/// <summary>Times in the past that are one day long.</summary>
internal static class ShortTimes
{
    public static readonly ImmutableArray<PastTime> Past =
        [.. Enum.GetValues<PastTime>().Where(time => time is PastTime.Yesterday or PastTime.TwoDaysAgo or >= PastTime.LastMonday)];
}
