namespace Headwater.Laws;

/// <summary>
/// A line in logs whose slope dies away: ln y = level + slope · (1 − e^(−θ(u − u_end)))/θ with u = ln x. With θ = 0 it is a straight line, a power law
/// without a floor; with θ > 0 it bends to a floor, as a power law with one does. The slope is free, so it is fitted by weighted least squares.
/// </summary>
/// <param name="Window">The points it goes through.</param>
/// <param name="Damping">θ: the slope falls to 1/e over 1/θ in ln of the scale.</param>
internal readonly record struct DampedLine(LineWindow Window, double Damping)
{
    // Below this spread of the basis there is no slope to see.
    private const double LeastSpread = 1e-12;

    // The variance of a slope that was not seen, in units of the noise's.
    private const double Unseen = 1e9;

    /// <summary>The same line, a little more damped, but never past what the grid of dampings is meant to cover.</summary>
    public DampedLine Stiffened(double factor, double most) => this with { Damping = Math.Max(Damping, Math.Min(factor * Damping, most)) };

    public LineFit Fit(Curve curve)
    {
        double total = 0;
        double basis = 0;
        double level = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            double weight = Window.Weight(curve, i);
            total += weight;
            basis += weight * Basis(curve.Scales[i] - curve.End);
            level += weight * curve.Values[i];
        }

        basis /= total;
        level /= total;
        double spread = 0;
        double along = 0;
        double noise = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            double weight = Window.Weight(curve, i);
            double distance = Basis(curve.Scales[i] - curve.End) - basis;
            spread += weight * distance * distance;
            along += weight * distance * (curve.Values[i] - level);
            noise += weight * weight * distance * distance;
        }

        return spread > LeastSpread ? new(level, basis, along / spread, noise / (spread * spread)) : new(level, basis, 0, Unseen);
    }

    /// <summary>ln of the value at a distance beyond the end of the curve, with the given slope.</summary>
    public double At(LineFit fit, double slope, double distance) => fit.Level + (slope * (Basis(distance) - fit.Basis));

    private double Basis(double distance) => Damping == 0 ? distance : (1 - Math.Exp(-Damping * distance)) / Damping;
}

/// <summary>A line through a curve.</summary>
/// <param name="Level">Weighted mean of ln y.</param>
/// <param name="Basis">Weighted mean of the basis.</param>
/// <param name="Slope">Slope by weighted least squares.</param>
/// <param name="SlopeVariance">Variance of the slope, in units of one value's variance.</param>
internal readonly record struct LineFit(double Level, double Basis, double Slope, double SlopeVariance);
