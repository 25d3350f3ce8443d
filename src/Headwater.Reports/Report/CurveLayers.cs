using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>One series as it is drawn: measured points joined by lines, and beyond them the forecast with its band.</summary>
internal static class CurveLayers
{
    /// <summary>The layers of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="style">Its look.</param>
    /// <param name="name">Its name, which hides and shows the layers together.</param>
    /// <param name="words">What a mark says: of a measured point, or of a forecast.</param>
    public static IEnumerable<Layer> Layers(SeriesResult series, LayerStyle style, string name, Func<MeasuredPoint?, Forecast?, string> words)
    {
        ImmutableArray<CurvePoint> ahead = Ahead(series);
        if (!ahead.IsEmpty) yield return new BandLayer([.. ahead.Select(b => new BandEdge(b.X, b.Low, b.High))]) { Style = style, Owner = name };

        // Points of a law in several scales lie on no line.
        if (series.Points.DistinctBy(p => p.X).Count() == series.Points.Length)
            yield return new LineLayer([.. series.Points.Select(p => new Position(p.X, p.Y))]) { Style = style with { Width = 1.6 }, Owner = name };
        if (!ahead.IsEmpty) yield return new LineLayer([.. ahead.Select(b => new Position(b.X, b.Value))]) { Style = style with { Dash = Dash.Dashed, Width = 1.6 }, Owner = name };
        yield return new MarkerLayer([.. series.Points.Select(p => new Mark(p.X, p.Y) { Low = p.Y - p.StandardError, High = p.Y + p.StandardError, Words = words(p, null) })]) { Style = style, Owner = name };

        // The band says how sure a forecast is, so its mark has no bar.
        if (series.Forecasts.Any(f => f.At.Count == 1))
            yield return new MarkerLayer([.. series.Forecasts.Where(f => f.At.Count == 1).Select(f => new Mark(f.At.Values.First(), f.Value) { Words = words(null, f) })]) { Style = style with { Hollow = true }, Owner = name };
    }

    /// <summary>Whether a law that was asked for runs through the measured points, and not only beyond them.</summary>
    public static bool HasLaw(SeriesResult series) => !series.Band.IsEmpty && !series.Points.IsEmpty && series.Band[0].X < series.Points[^1].X;

    /// <summary>Where the curve ends: at its last forecast, or, without one, at its last point.</summary>
    public static Position EndOf(SeriesResult series) => Ahead(series) is [.., var end] ? new(end.X, end.Value) : new(series.Points[^1].X, series.Points[^1].Y);

    /// <summary>The part of the band beyond the last measured scale, from that scale on; empty where nothing is forecast.</summary>
    public static ImmutableArray<CurvePoint> Ahead(SeriesResult series)
    {
        if (series.Points.IsEmpty) return [];
        double last = series.Points[^1].X;
        int start = Enumerable.Range(0, series.Band.Length).LastOrDefault(i => series.Band[i].X <= last);
        if (start >= series.Band.Length - 1) return [];
        if (series.Band[start].X >= last) return series.Band[start..];

        // A law's band begins with the data: it is cut where they end, between two places of the grid.
        CurvePoint before = series.Band[start], after = series.Band[start + 1];
        double share = Math.Clamp(Math.Log(last / before.X) / Math.Log(after.X / before.X), 0, 1);
        return [new(last, Between(before.Value, after.Value), Between(before.Low, after.Low), Between(before.High, after.High)), .. series.Band[(start + 1)..]];

        double Between(double a, double b) => a + (share * (b - a));
    }
}
