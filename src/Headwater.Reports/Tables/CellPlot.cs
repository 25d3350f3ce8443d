namespace Headwater.Reports;

/// <summary>What a drawn cell shows: a value with its interval, and what it is compared with.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
public sealed record CellPlot(double Value, double Low, double High)
{
    /// <summary>What was measured, beside a forecast of it.</summary>
    public double? Measured { get; init; }

    /// <summary>The look of the value's mark.</summary>
    public LayerStyle Style { get; init; } = new() { Ink = Ink.Foreground };
}

/// <summary>The scale that all cells of a drawn column share.</summary>
/// <param name="Minimum">The value at the left end.</param>
/// <param name="Maximum">The value at the right end.</param>
/// <param name="Origin">A value with a line of its own, such as no difference.</param>
public sealed record PlotScale(double Minimum, double Maximum, double? Origin = null)
{
    /// <summary>
    /// The scale that shows all values and what they are compared with. An interval may widen it by half of their span on either side: beyond, it is cut,
    /// so that one hopeless interval does not hide all others.
    /// </summary>
    public static PlotScale Of(IEnumerable<CellPlot> plots, double? origin = null)
    {
        CellPlot[] all = [.. plots];
        double[] firm = [.. all.SelectMany(p => new[] { p.Value, p.Measured ?? p.Value }).Concat(origin is { } zero ? [zero] : []).Where(double.IsFinite)];
        double[] soft = [.. all.SelectMany(p => new[] { p.Low, p.High }).Where(double.IsFinite)];
        if (firm.Length == 0) return new PlotScale(0, 1, origin);
        double low = firm.Min(), high = firm.Max(), typical = soft.Length == 0 ? 0 : Middle([.. all.Select(p => p.High - p.Low).Where(double.IsFinite)]);
        double room = Math.Max(0.5 * (high - low), typical);
        if (room <= 0) room = Math.Max(Math.Abs(high) * 0.1, 1e-9);
        return new PlotScale(Math.Max(low - room, soft.Append(low).Min()), Math.Min(high + room, soft.Append(high).Max()), origin);
    }

    /// <summary>Where a value lies between the ends, from 0 to 1; values beyond are at the end.</summary>
    public double Place(double value) => Maximum > Minimum ? Math.Clamp((value - Minimum) / (Maximum - Minimum), 0, 1) : 0.5;

    private static double Middle(double[] widths)
    {
        Array.Sort(widths);
        return widths.Length == 0 ? 0 : widths[widths.Length / 2];
    }
}
