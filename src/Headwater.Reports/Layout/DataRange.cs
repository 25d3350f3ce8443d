using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>
/// The range of values that panels must show. Marks with their error bars, rules and lines set it; a band may widen it by a limited share only,
/// so that one hopeless interval does not flatten every curve.
/// </summary>
internal static class DataRange
{
    /// <summary>How far bands may push each end of an axis, as a share of the span of everything else.</summary>
    private const double BandShare = 0.3;

    public static AxisRange? Of(ImmutableArray<Panel> panels, bool horizontal)
    {
        ImmutableArray<Layer> layers = [.. panels.SelectMany(p => p.Layers)];
        bool positive = panels.Any(p => (horizontal ? p.X : p.Y).Scale == AxisScale.Logarithmic);
        AxisRange? core = Span(layers.SelectMany(l => Firm(l, horizontal)), positive);
        AxisRange? bands = Span(layers.SelectMany(l => Soft(l, horizontal)), positive);
        if (core is not { } c) return bands;
        if (bands is not { } b) return core;
        double room = horizontal ? double.PositiveInfinity : BandShare * (c.Maximum - c.Minimum);
        return new AxisRange(
            Math.Min(c.Minimum, Math.Max(b.Minimum, c.Minimum - room)),
            Math.Max(c.Maximum, Math.Min(b.Maximum, c.Maximum + room)));
    }

    private static IEnumerable<double> Firm(Layer layer, bool horizontal) => layer switch
    {
        LineLayer line => line.Positions.Select(p => horizontal ? p.X : p.Y),
        MarkerLayer markers when horizontal => markers.Marks.Select(m => m.X),
        MarkerLayer markers => markers.Marks.Select(m => m.Y),
        RuleLayer rule when !horizontal => [rule.Y - (rule.HalfWidth ?? 0), rule.Y + (rule.HalfWidth ?? 0)],
        TextLayer text => [horizontal ? text.At.X : text.At.Y],
        _ => [],
    };

    private static IEnumerable<double> Soft(Layer layer, bool horizontal) => layer switch
    {
        BandLayer band when horizontal => band.Edges.Select(e => e.X),
        BandLayer band => band.Edges.SelectMany(e => new[] { e.Low, e.High }),
        MarkerLayer { HasHorizontalBars: true } markers when horizontal => markers.Marks.SelectMany(m => new[] { m.Low ?? m.X, m.High ?? m.X }),
        MarkerLayer { HasHorizontalBars: false } markers when !horizontal => markers.Marks.SelectMany(m => new[] { m.Low ?? m.Y, m.High ?? m.Y }),
        ZoneLayer zone when horizontal => new[] { zone.From, zone.To }.OfType<double>(),
        _ => [],
    };

    private static AxisRange? Span(IEnumerable<double> values, bool positive)
    {
        double minimum = double.PositiveInfinity, maximum = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsFinite(value) || (positive && value <= 0)) continue;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        return minimum <= maximum ? new AxisRange(minimum, maximum) : null;
    }
}
