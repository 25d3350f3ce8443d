using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A measurement far from both of its neighbours in a curve that otherwise moves one way: a typing error, or a run that diverged. Few points cannot leave one out
/// by themselves, so it is named.
/// </summary>
/// <param name="Point">The measurement.</param>
/// <param name="Before">The measurement at the next smaller scale.</param>
/// <param name="After">The one at the next larger scale.</param>
internal sealed record LonePoint(MeasuredPoint Point, MeasuredPoint Before, MeasuredPoint After)
{
    private const int FewestPoints = 3;
    private const int FewestPointsWithEnds = 5;

    // A step at an end is far larger than all others from here.
    private const double TimesTheSteps = 6;

    // How far beyond both neighbours: as a share of the range of all others, which few points show badly, and in standard errors.
    private const double LeastShare = 0.5, OfFourPoints = 1.5, OfThreePoints = 4, LeastErrors = 5;

    // The others move one way: the largest step back is below this share of their range.
    private const double MostReversal = 0.15;

    /// <summary>The one such measurement among points ordered by scale; <c>null</c> where there is none, or more than one.</summary>
    public static LonePoint? Of(ImmutableArray<MeasuredPoint> points)
    {
        MeasuredPoint[] curve = [.. points.Where(point => point.X > 0)];
        if (curve.Length < FewestPoints)
        {
            return null;
        }

        // The largest distance beyond both neighbours; ends have only one, so a step there may be real.
        int far = Enumerable.Range(1, curve.Length - 2).MaxBy(index => Beyond(curve, index));
        MeasuredPoint[] others = [.. curve.Where((_, index) => index != far)];
        double range = RangeOf(others);
        double beyond = Beyond(curve, far);
        return range > 0 && beyond > ShareOf(curve.Length) * range && beyond > LeastErrors * (curve[far].StandardError ?? 0) && MovesOneWay(others, range)
            ? new(curve[far], curve[far - 1], curve[far + 1]) : null;
    }

    /// <summary>What lies where, as a clause.</summary>
    public string Describe() => $"{Numerals.Short(Point.Y)} at {Numerals.Size(Point.X)} is far from {Numerals.Short(Before.Y)} at {Numerals.Size(Before.X)} and {Numerals.Short(After.Y)} at {Numerals.Size(After.X)}";

    /// <summary>A warning with a hint, if the series has such a measurement, or one at its end that its neighbour does not lead to.</summary>
    public static IEnumerable<string> Warnings(SeriesRows series, ImmutableArray<MeasuredPoint> points, string scale)
    {
        if (Of(points) is { } lone)
        {
            yield return Warning(lone.Describe(), lone.Point);
        }
        else if (AtEnd(points) is { } end)
        {
            yield return Warning($"{Numerals.Short(end.Point.Y)} at {Numerals.Size(end.Point.X)} is far from {Numerals.Short(end.Beside.Y)} at {Numerals.Size(end.Beside.X)}", end.Point);
        }

        string Warning(string what, MeasuredPoint point) =>
            $"{series.Key.Name}: {what}, while all others move one way in smaller steps. It is fitted with them.\nhint: if it is a mistake or a diverged run, correct it, or leave it out with --where \"not ({RowCondition.At(series.Rows[0], scale, point.X)})\"";
    }

    // The last measurement after a step far larger than all others, or a first one that the others turn away from. Beginnings may be steep, and a jump at the end may be
    // real, so this is only a warning.
    private static (MeasuredPoint Point, MeasuredPoint Beside)? AtEnd(ImmutableArray<MeasuredPoint> points)
    {
        MeasuredPoint[] curve = [.. points.Where(point => point.X > 0)];
        if (curve.Length < FewestPointsWithEnds)
        {
            return null;
        }

        double[] steps = [.. Enumerable.Range(1, curve.Length - 1).Select(index => curve[index].Y - curve[index - 1].Y)];
        MeasuredPoint[] before = curve[..^1];
        MeasuredPoint[] after = curve[1..];
        return IsFar(steps[^1], steps[..^1], curve[^1]) && MovesOneWay(before, RangeOf(before)) ? (curve[^1], curve[^2])
            : IsFar(steps[0], steps[1..], curve[0]) && steps[0] * (curve[^1].Y - curve[1].Y) < 0 && MovesOneWay(after, RangeOf(after)) ? (curve[0], curve[1])
            : null;
    }

    private static bool IsFar(double step, double[] others, MeasuredPoint point) =>
        Math.Abs(step) > TimesTheSteps * others.Max(Math.Abs) && Math.Abs(step) > LeastErrors * (point.StandardError ?? 0) && others.Max(Math.Abs) > 0;

    private static double RangeOf(MeasuredPoint[] points) => points.Max(point => point.Y) - points.Min(point => point.Y);

    private static double ShareOf(int points) => points switch { 3 => OfThreePoints, 4 => OfFourPoints, _ => LeastShare };

    private static double Beyond(MeasuredPoint[] curve, int index)
    {
        (double low, double high) = (Math.Min(curve[index - 1].Y, curve[index + 1].Y), Math.Max(curve[index - 1].Y, curve[index + 1].Y));
        return Math.Max(low - curve[index].Y, curve[index].Y - high);
    }

    private static bool MovesOneWay(MeasuredPoint[] points, double range) =>
        Math.Min(MonotoneTest.LargestFall(points.Select(point => point.Y)), MonotoneTest.LargestFall(points.Select(point => -point.Y))) < MostReversal * range;
}
