using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Reports;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten, about as many as asked, all inside the range.</summary>
internal static class LinearTicks
{
    private static readonly double[] NiceSteps = [1, 2, 5];

    public static ImmutableArray<Tick> Choose(AxisRange range, int wanted)
    {
        double step = Step(range, wanted);
        int decimals = Decimals(step);
        // The slack keeps a tick that sits on the end of the range up to rounding.
        long first = (long)Math.Ceiling(range.Minimum / step - 1e-9), last = (long)Math.Floor(range.Maximum / step + 1e-9);
        var ticks = ImmutableArray.CreateBuilder<Tick>();
        for (long k = first; k <= last; k++) ticks.Add(new Tick(k * step, Label(k * step, decimals)));
        return ticks.ToImmutable();
    }

    /// <summary>The nice step whose number of ticks is nearest to the wish.</summary>
    public static double Step(AxisRange range, int wanted)
    {
        double ideal = (range.Maximum - range.Minimum) / Math.Max(wanted, 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(ideal)));
        return NiceSteps.Append(10).Select(s => s * power).MinBy(s => Math.Abs(Math.Log(s / ideal)));
    }

    private static string Label(double value, int decimals) =>
        Math.Abs(value) >= 10_000 ? Readable.Count(value) : Readable.Fixed(value, decimals);

    private static int Decimals(double step)
    {
        for (int decimals = 0; decimals < 12; decimals++)
        {
            if (double.Parse(step.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) is var printed
                && Math.Abs(printed - step) < 1e-6 * step) return decimals;
        }

        return 12;
    }
}

/// <summary>A marked value of an axis. A minor tick has no label.</summary>
public readonly record struct Tick(double Value, string Label)
{
    public bool IsMajor => Label.Length > 0;
}
