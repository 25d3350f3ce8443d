namespace Headwater.Laws;

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
