namespace Headwater.Laws;

/// <summary>A law that continues a single curve, quick enough to be fitted to every part of every series: nonlinear coefficients on a grid, linear ones solved for.</summary>
internal interface ITailLaw
{
    /// <summary>Fits the curve and writes ln of the value at each distance (in ln of the scale) beyond its end.</summary>
    void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast);
}

/// <summary>A law fitted to the later half of a curve, four points at least: the small scales may follow another one.</summary>
internal sealed class TailHalf(ITailLaw law) : ITailLaw
{
    private const int LeastPoints = 4;

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        int first = Math.Max(0, curve.Count - Math.Max(LeastPoints, curve.Count / 2));
        law.Continue(curve with { Scales = curve.Scales[first..], Values = curve.Values[first..] }, distances, forecast);
    }
}

/// <summary>Evenly spaced numbers.</summary>
internal static class LogGrid
{
    /// <summary>Numbers with equal ratios, both ends included.</summary>
    public static double[] Between(double first, double last, int count) => [.. Even(Math.Log(first), Math.Log(last), count).Select(Math.Exp)];

    /// <summary>Numbers with equal differences, both ends included.</summary>
    public static double[] Even(double first, double last, int count) => [.. Enumerable.Range(0, count).Select(k => first + ((last - first) * k / (count - 1)))];
}
