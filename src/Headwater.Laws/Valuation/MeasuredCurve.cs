using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The points of a series as its trend is judged by: ln scale, values turned so that larger is better, and their standard errors where all are known.</summary>
internal sealed class MeasuredCurve
{
    // Beyond this many points, neighbours are averaged: the tests take quadratic time and gain no power.
    private const int MostPoints = 200;

    // Smallest assumed run-to-run noise, as a share of the value: seeds change losses by some tenths of a percent (LAWS.md 2.2, 4.8).
    private const double LeastNoise = 0.003;

    private const int LeastDistances = 3;

    private MeasuredCurve(double[] x, double[] y, double[]? errors)
    {
        X = x;
        Y = y;
        Errors = errors;
        Weights = errors is null ? [.. Enumerable.Repeat(1.0, x.Length)] : [.. errors.Select(error => 1 / (error * error))];
        Range = y.DefaultIfEmpty().Max() - y.DefaultIfEmpty().Min();
        Level = y.DefaultIfEmpty().Average(Math.Abs);
        Floor = LeastNoise * Level;
    }

    /// <summary>ln of the scales, increasing.</summary>
    public double[] X { get; }

    /// <summary>The values, larger ones better.</summary>
    public double[] Y { get; }

    /// <summary>Standard errors of the values; <c>null</c> unless all are known.</summary>
    public double[]? Errors { get; }

    /// <summary>1/error², or all 1.</summary>
    public double[] Weights { get; }

    /// <summary>Largest value less smallest.</summary>
    public double Range { get; }

    /// <summary>The mean size of the values.</summary>
    public double Level { get; }

    /// <summary>The least noise that is assumed where none is known.</summary>
    public double Floor { get; }

    public int Count => X.Length;

    /// <summary>The curve through points at scales above 0, which are ordered by scale.</summary>
    public static MeasuredCurve Of(ImmutableArray<MeasuredPoint> points, bool higherIsBetter)
    {
        MeasuredPoint[] usable = Thin([.. points.Where(point => point.X > 0)]);
        bool known = usable.Length > 0 && usable.All(point => point.StandardError > 0);
        return new(
            [.. usable.Select(point => Math.Log(point.X))],
            [.. usable.Select(point => higherIsBetter ? point.Y : -point.Y)],
            known ? [.. usable.Select(point => point.StandardError!.Value)] : null);
    }

    /// <summary>The points from one index on.</summary>
    public MeasuredCurve From(int start) => Slice(start, Count);

    /// <summary>The points of a range of indices, the end excluded.</summary>
    public MeasuredCurve Slice(int start, int end) => new(X[start..end], Y[start..end], Errors?[start..end]);

    /// <summary>The same with better and worse exchanged.</summary>
    public MeasuredCurve Mirrored() => new(X, [.. Y.Select(value => -value)], Errors);

    /// <summary>
    /// The variance of single values around a smooth curve: squares of each inner value's distance from the line between its neighbours (Gasser, Sroka and
    /// Jennen-Steinmetz 1986, doi:10.1093/biomet/73.3.625), in squares of standard errors where those are known. <c>null</c> with fewer than three points.
    /// </summary>
    public double? NoiseVariance() => Count < 3 ? null : Enumerable.Range(1, Count - 2).Average(ScatterAt);

    /// <summary>
    /// The same for values near the end of the curve: no more than the median of the distances there shows, which a bend earlier on does not reach. <c>null</c>
    /// with fewer than three points.
    /// </summary>
    public double? NoiseVarianceAtEnd()
    {
        if (NoiseVariance() is not { } everywhere)
        {
            return null;
        }

        double[] distances = [.. Enumerable.Range(1, Count - 2).TakeLast(Math.Max(LeastDistances, (Count - 1) / 2)).Select(index => Math.Sqrt(ScatterAt(index)))];
        return Math.Min(everywhere, Math.Pow(NormalQuantile.DeviationOverMedian * Quantiles.Middle(distances, 0).Low, 2));
    }

    /// <summary>The squared distance of an inner value from the line between its neighbours, over what it is expected to be.</summary>
    public double ScatterAt(int index)
    {
        double share = (X[index + 1] - X[index]) / (X[index + 1] - X[index - 1]);
        double distance = (share * Y[index - 1]) + ((1 - share) * Y[index + 1]) - Y[index];
        double expected = (share * share * VarianceAt(index - 1)) + ((1 - share) * (1 - share) * VarianceAt(index + 1)) + VarianceAt(index);
        return distance * distance / expected;
    }

    private double VarianceAt(int index) => 1 / Weights[index];

    private static MeasuredPoint[] Thin(MeasuredPoint[] points) => points.Length <= MostPoints ? points
        : [.. Enumerable.Range(0, MostPoints).Select(bin => Average(points[(int)((long)bin * points.Length / MostPoints)..(int)((bin + 1L) * points.Length / MostPoints)]))];

    // Neighbours share their test set, so their standard error is not made smaller.
    private static MeasuredPoint Average(MeasuredPoint[] points) => new(
        Math.Exp(points.Average(point => Math.Log(point.X))),
        points.Average(point => point.Y),
        points.All(point => point.StandardError is not null) ? points.Average(point => point.StandardError) : null,
        points.Length);
}
