namespace Headwater.Laws;

/// <summary>
/// How far a measurement falls from the law, in logs: the known standard errors of the points and what the residuals show beyond them. Without
/// standard errors the residuals are all there is; they are inflated by √(n/(n−p)), because fitting p coefficients has made them small, and scaled in
/// each draw by √(df/χ²), because n−p residuals do not tell their own size well. Right and wrong answers have the noise of their number, more where
/// they scatter more than that.
/// </summary>
internal sealed class NoiseModel
{
    // The factor for the unknown size of residuals is heavy-tailed with one or two degrees of freedom; t(1) reaches 6.3 at 95%.
    private const double MostInflation = 6;

    private readonly double[] _known;
    private readonly double[] _shapes;
    private readonly double _misfit;
    private readonly int _degreesOfFreedom;
    private readonly Func<double, double>? _ahead;

    private NoiseModel(double[] known, double[] shapes, double misfit, int degreesOfFreedom, bool isMeasured, Func<double, double>? ahead)
    {
        _known = known;
        _shapes = shapes;
        _misfit = misfit;
        _degreesOfFreedom = degreesOfFreedom;
        _ahead = ahead;
        Freedom = isMeasured ? degreesOfFreedom : double.PositiveInfinity;
    }

    /// <summary>The degrees of freedom of the noise's size: n − p where the residuals tell it, infinite where the standard errors do.</summary>
    public double Freedom { get; }

    /// <summary>The noise around a fit with <paramref name="coefficients"/> free coefficients.</summary>
    public static NoiseModel Of(FitData data, Estimate estimate, int coefficients)
    {
        double[] residuals = FarPoints.Clipped(estimate.Residuals);
        int degreesOfFreedom = Math.Max(1, data.Count - coefficients);
        if (data.Link is { } link && estimate.Working is { } working)
        {
            double seen = Math.Sqrt(residuals.Zip(working.Weights, (r, weight) => r * r * weight).Sum() / degreesOfFreedom);
            double scatter = link.Factor(seen);
            return new([.. working.Weights.Select(weight => scatter / Math.Sqrt(weight))], new double[1], 0, degreesOfFreedom, scatter <= seen, law => scatter * link.Deviation(law) / link.Span);
        }

        double variance = residuals.Sum(r => r * r) / degreesOfFreedom;
        double[] reported = [.. data.LogErrors.Where(error => error is not null).Select(error => error!.Value).Order()];
        double middle = reported.Length == 0 ? 0 : reported[reported.Length / 2];
        double[] known = [.. data.LogErrors.Select(error => error ?? middle)];
        double misfit = Math.Sqrt(Math.Max(0, variance - known.Average(error => error * error)));

        // Residuals brought to mean square 1, so that a misfit below the whole residual can be drawn from their shape.
        double size = Math.Sqrt(residuals.Average(r => r * r));
        return new(known, [.. residuals.Select(r => size > 0 ? r / size : 0)], misfit, degreesOfFreedom, misfit > 0 || middle == 0, ahead: null);
    }

    /// <summary>The standard deviation in logs of the measurement at a point.</summary>
    public double At(int point) => Math.Sqrt((_known[point] * _known[point]) + (_misfit * _misfit));

    /// <summary>The standard deviation in logs of one more measurement at the largest scale.</summary>
    public double AtTheEnd => At(_known.Length - 1);

    /// <summary>The standard deviation of one more measurement where the law has the given value, in the law's unit; <c>null</c> where noise is a share of the value.</summary>
    public double? AheadOf(double law) => _ahead?.Invoke(law);

    /// <summary>Fills <paramref name="errors"/> with one draw for each point; returns a draw for one more measurement beyond them.</summary>
    public double Draw(ref RandomStream random, Span<double> errors)
    {
        double square = 0;
        for (int k = 0; k < _degreesOfFreedom; k++)
        {
            double normal = random.NextNormal();
            square += normal * normal;
        }

        double scale = _misfit * Math.Min(Math.Sqrt(_degreesOfFreedom / square), MostInflation);
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = (_known[i] * random.NextNormal()) + Misfit(ref random, scale);
        }

        return (_known[^1] * random.NextNormal()) + Misfit(ref random, scale);
    }

    // A residual of any point with either sign: the law may be off to both sides.
    private double Misfit(ref RandomStream random, double scale)
    {
        double shape = _shapes[random.NextInt32(_shapes.Length)];
        return scale * (random.NextInt32(2) == 0 ? shape : -shape);
    }
}
