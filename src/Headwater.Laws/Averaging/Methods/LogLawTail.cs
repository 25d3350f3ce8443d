namespace Headwater.Laws;

/// <summary>
/// y = (c + a·ln x)^β with a given β: the downstream log law of Isik et al. 2024 (arXiv:2402.04177, eq. 1), a straight line in ln x where β is 1. It is
/// fitted by weighted least squares of y^(1/β). A falling curve follows the straight line in logs instead, as the law does not fall.
/// </summary>
internal sealed class LogLawTail(double beta, LineWindow window) : ITailLaw
{
    private static readonly PowerTail Falling = new();

    private readonly DampedLine _straight = new(window, 0);

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        double last = curve.Values[^1];
        Curve bent = curve with { Values = [.. curve.Values.Select(value => Math.Exp((value - last) / beta))] };
        LineFit fit = _straight.Fit(bent);
        if (fit.Slope <= 0)
        {
            Falling.Continue(curve, distances, forecast);
            return;
        }

        for (int i = 0; i < distances.Length; i++)
        {
            forecast[i] = last + (beta * Math.Log(_straight.At(fit, fit.Slope, distances[i])));
        }
    }
}
