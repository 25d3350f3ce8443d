namespace Headwater.Laws;

/// <summary>How far single values of a group's curves lie from the smooth curves behind them.</summary>
internal sealed class CurveNoise
{
    // What the reported standard errors count for beside the scatter of the points, and what is assumed where nothing is reported, in numbers of points.
    private const double ReportedWeight = 8;
    private const double Assumed = 0.01;
    private const double AssumedWeight = 1;

    private readonly double _factor;
    private readonly double _common;

    private CurveNoise(double factor, double common)
    {
        _factor = factor;
        _common = common;
    }

    /// <summary>
    /// The noise of a group: what the points scatter by, drawn towards their reported standard errors. Points of one test set scatter by less than their
    /// standard errors, and points of several training seeds by more, so that neither is enough alone.
    /// </summary>
    public static CurveNoise Of(IReadOnlyCollection<Curve> curves)
    {
        double[] deviations = [.. curves.SelectMany(Deviations)];
        double[] reported = [.. curves.SelectMany(curve => curve.Errors ?? []).Order()];
        double scatter = deviations.Length == 0 ? 0 : Median(deviations);
        double prior = reported.Length == 0 ? Assumed : reported[reported.Length / 2];
        double weight = reported.Length == 0 ? AssumedWeight : ReportedWeight;
        double common = Math.Sqrt(((weight * prior * prior) + (deviations.Length * scatter * scatter)) / (weight + deviations.Length));
        return new(reported.Length == 0 || !(prior > 0) ? double.NaN : common / prior, common);
    }

    /// <summary>Standard deviation of a cell's value in ln units.</summary>
    public double At(Curve curve, int cell) => curve.Errors is { } errors && _factor > 0 ? _factor * errors[cell] : _common;

    /// <summary>Standard deviation in ln units of one more measurement beyond the curve: that of its last value, or of a single run where the values are means of several.</summary>
    public double Ahead(Curve curve) => At(curve, curve.Count - 1) * curve.RunRatio;

    /// <summary>
    /// What the points alone say, in ln units: the median distance of interior points from the straight line between their neighbours, each brought to the
    /// size of one value's error. <c>null</c> where no curve has three points.
    /// </summary>
    public static double? ScatterOf(IEnumerable<Curve> curves)
    {
        double[] deviations = [.. curves.SelectMany(Deviations)];
        return deviations.Length == 0 ? null : Median(deviations);
    }

    private static double Median(double[] deviations)
    {
        Array.Sort(deviations);
        return NormalQuantile.DeviationOverMedian * (deviations[(deviations.Length - 1) / 2] + deviations[deviations.Length / 2]) / 2;
    }

    private static IEnumerable<double> Deviations(Curve curve)
    {
        for (int i = 1; i < curve.Count - 1; i++)
        {
            double before = (curve.Scales[i + 1] - curve.Scales[i]) / (curve.Scales[i + 1] - curve.Scales[i - 1]);
            double after = 1 - before;
            double deviation = curve.Values[i] - (before * curve.Values[i - 1]) - (after * curve.Values[i + 1]);
            yield return Math.Abs(deviation) / Math.Sqrt(1 + (before * before) + (after * after));
        }
    }
}
