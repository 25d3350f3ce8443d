using System.Globalization;

namespace Headwater.Cli;

/// <summary>Times and counts for people.</summary>
internal static class Durations
{
    /// <summary><c>8 s</c>, <c>3 min</c>, <c>2 h 05 min</c>.</summary>
    public static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "< 1 s",
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):F0} h {time.Minutes:00} min"),
    };

    /// <summary><c>950</c>, <c>31.2K</c>, <c>4.0M</c>: three digits and a suffix.</summary>
    public static string Count(double count) => count switch
    {
        < 1e3 => count.ToString("F0", CultureInfo.InvariantCulture),
        < 1e6 => (count / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + "K",
        < 1e9 => (count / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + "M",
        < 1e12 => (count / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + "B",
        _ => (count / 1e12).ToString("0.0", CultureInfo.InvariantCulture) + "T",
    };
}
