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
    private const int FewestPoints = 5;

    // How far beyond both neighbours: as a share of the range of all others, and in standard errors.
    private const double LeastShare = 0.5, LeastErrors = 5;

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
        double range = others.Max(point => point.Y) - others.Min(point => point.Y);
        double beyond = Beyond(curve, far);
        return range > 0 && beyond > LeastShare * range && beyond > LeastErrors * (curve[far].StandardError ?? 0) && MovesOneWay(others, range)
            ? new(curve[far], curve[far - 1], curve[far + 1]) : null;
    }

    /// <summary>What lies where, as a clause.</summary>
    public string Describe() => $"{Numerals.Short(Point.Y)} at {Numerals.Size(Point.X)} is far from {Numerals.Short(Before.Y)} at {Numerals.Size(Before.X)} and {Numerals.Short(After.Y)} at {Numerals.Size(After.X)}";

    /// <summary>A warning with a hint, if the series has such a measurement.</summary>
    public static IEnumerable<string> Warnings(SeriesRows series, ImmutableArray<MeasuredPoint> points, string scale) => Of(points) is not { } lone ? []
        : [$"{series.Key.Name}: {lone.Describe()}, while all others move one way. It is fitted with them.\nhint: if it is a mistake or a diverged run, correct it, or leave it out with --where \"not ({RowCondition.At(series.Rows[0], scale, lone.Point.X)})\""];

    private static double Beyond(MeasuredPoint[] curve, int index)
    {
        (double low, double high) = (Math.Min(curve[index - 1].Y, curve[index + 1].Y), Math.Max(curve[index - 1].Y, curve[index + 1].Y));
        return Math.Max(low - curve[index].Y, curve[index].Y - high);
    }

    private static bool MovesOneWay(MeasuredPoint[] points, double range)
    {
        double up = 0;
        double down = 0;
        for (int later = 1; later < points.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                up = Math.Max(up, points[later].Y - points[earlier].Y);
                down = Math.Max(down, points[earlier].Y - points[later].Y);
            }
        }

        return Math.Min(up, down) < MostReversal * range;
    }
}
