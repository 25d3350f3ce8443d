namespace Headwater.Laws;

/// <summary>How far the values of a group's curves scatter around a smooth line.</summary>
internal static class CurveNoise
{
    // A median of absolute deviations times this is a standard deviation of normal noise.
    private const double NormalFromMedian = 1.4826;

    /// <summary>
    /// Standard deviation of one value in ln units: the median distance of interior points from the straight line between their neighbours, each
    /// brought to the size of one value's error. <c>null</c> where no curve has three points.
    /// </summary>
    public static double? Of(IEnumerable<Curve> curves)
    {
        double[] deviations = [.. curves.SelectMany(Deviations).Order()];
        return deviations.Length == 0 ? null : NormalFromMedian * (deviations[(deviations.Length - 1) / 2] + deviations[deviations.Length / 2]) / 2;
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
