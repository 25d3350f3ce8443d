using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Reports;

/// <summary>
/// Ticks of a logarithmic axis. Several ladders compete: powers of 2, 4 and 10, and 1-2-5 and 1-3 in every decade. The winner
/// meets the landmarks best among those whose labels fit; on a tie the ladder named first.
/// </summary>
internal static class LogTicks
{
    /// <summary>Clear space between two labels, in pixels.</summary>
    private const double LabelGap = 10;

    public static ImmutableArray<Tick> Choose(AxisRange range, double pixels, double fontSize, ImmutableArray<double> landmarks)
    {
        double unit = Unit(range, landmarks);
        return Ladders(range, unit)
            .Where(ladder => ladder.Length >= 2 && Fits(ladder, range, pixels, fontSize))
            .OrderByDescending(ladder => Score(ladder, landmarks) - Bare(ladder, range))
            .FirstOrDefault([])
            is { Length: >= 2 } chosen
                ? [.. chosen.Select(v => new Tick(v, Readable.Count(v)))]
                : Fallback(range, pixels, fontSize, landmarks);
    }

    private static IEnumerable<double[]> Ladders(AxisRange range, double unit)
    {
        yield return Powers(range, unit, 4);
        yield return Powers(range, unit, 2);
        yield return Decades(range, [1, 2, 5], 1);
        yield return Decades(range, [1, 3], 1);
        for (int every = 1; every <= 6; every++) yield return Decades(range, [1], every);
    }

    // 2^k of the unit reads well near it only: 256M still does, 1.02B does not.
    private static double[] Powers(AxisRange range, double unit, double ratio)
    {
        int reach = ratio > 2 ? 4 : 9;
        return [.. Enumerable.Range(-reach, 2 * reach + 1)
            .Select(k => unit * Math.Pow(ratio, k))
            .Where(v => Inside(v, range) && Short(v))];
    }

    private static double[] Decades(AxisRange range, double[] steps, int every)
    {
        int first = (int)Math.Floor(Math.Log10(range.Minimum)), last = (int)Math.Ceiling(Math.Log10(range.Maximum));
        first -= ((first % every) + every) % every;
        return [.. Enumerable.Range(0, (last - first) / every + 1)
            .SelectMany(k => steps.Select(s => s * Math.Pow(10, first + k * every)))
            .Where(v => Inside(v, range))];
    }

    // An axis whose ticks all stand at one end cannot be read at the other.
    private static double Bare(double[] ladder, AxisRange range)
    {
        const double Covered = 0.6, Weight = 12;
        return Weight * Math.Max(0, Covered - Math.Log(ladder[^1] / ladder[0]) / Math.Log(range.Maximum / range.Minimum));
    }

    // Ticks should be landmarks and landmarks ticks, the second more so; and about five labels are pleasant.
    private static double Score(double[] ladder, ImmutableArray<double> landmarks)
    {
        double pleasant = -0.5 * Math.Abs(ladder.Length - 5);
        if (landmarks.IsEmpty) return pleasant;
        double met = landmarks.Count(l => Array.Exists(ladder, v => Math.Abs(Math.Log(v / l)) < 0.005));
        return 8 * met / landmarks.Length + 4 * met / ladder.Length + pleasant;
    }

    // 1M, or the power of a thousand (times 1, 2 or 5) that most landmarks are a power of two away from.
    private static double Unit(AxisRange range, ImmutableArray<double> landmarks)
    {
        double middle = Math.Sqrt(range.Minimum) * Math.Sqrt(range.Maximum);
        double thousand = Math.Pow(1000, Math.Round(Math.Log(middle, 1000)));
        double[] units = [thousand, thousand * 10, thousand * 100, thousand * 3, thousand * 5, thousand * 1.5];
        return units.MaxBy(u => landmarks.Count(l => IsWhole(Math.Log2(l / u))));
    }

    // A range of less than a decade that no ladder meets twice: the landmarks themselves, else evenly spaced values, else the first of them.
    private static ImmutableArray<Tick> Fallback(AxisRange range, double pixels, double fontSize, ImmutableArray<double> landmarks)
    {
        double[] marks = [.. landmarks.Where(l => Inside(l, range)).Distinct().Order()];
        double[] linear = [.. LinearTicks.Choose(range, wanted: Math.Max(2, (int)(pixels / 90))).Select(t => t.Value).Where(v => v > 0)];
        double[] chosen = marks.Length > 0 && Fits(marks, range, pixels, fontSize) ? marks
            : Fits(linear, range, pixels, fontSize) ? linear
            : [.. linear.Take(1)];
        return [.. chosen.Select(v => new Tick(v, Readable.Count(v)))];
    }

    private static bool Fits(double[] ladder, AxisRange range, double pixels, double fontSize)
    {
        double perLog = pixels / Math.Log(range.Maximum / range.Minimum);
        for (int i = 1; i < ladder.Length; i++)
        {
            double needed = (Lettering.Width(Readable.Count(ladder[i - 1]), fontSize) + Lettering.Width(Readable.Count(ladder[i]), fontSize)) / 2 + LabelGap;
            if (perLog * Math.Log(ladder[i] / ladder[i - 1]) < needed) return false;
        }

        return true;
    }

    // A label has three digits at most; a tick must not claim to be where it is not.
    private static bool Short(double value) =>
        Math.Abs(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) / value - 1) < 1e-9;

    private static bool Inside(double value, AxisRange range) => value >= range.Minimum * (1 - 1e-9) && value <= range.Maximum * (1 + 1e-9);

    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) < 0.005;
}
