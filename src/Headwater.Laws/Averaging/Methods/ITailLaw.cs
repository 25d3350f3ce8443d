namespace Headwater.Laws;

/// <summary>A law that continues a single curve, quick enough to be fitted to every part of every series: nonlinear coefficients on a grid, linear ones solved for.</summary>
internal interface ITailLaw
{
    /// <summary>Fits the curve and writes ln of the value at each distance (in ln of the scale) beyond its end.</summary>
    void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast);
}
