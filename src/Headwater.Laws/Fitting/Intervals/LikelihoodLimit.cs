namespace Headwater.Laws;

/// <summary>
/// How large the signed root of a likelihood ratio may get inside an interval. Away from bounds it is Student's quantile. A coefficient that cannot be
/// below a bound has a ratio that is smaller than that near it: at the bound half of all samples have none (the mixture ½χ²₀ + ½χ²₁ of Self and Liang
/// 1987, doi:10.1080/01621459.1987.10478472). The limit in between is that of Feldman and Cousins 1998 (doi:10.1103/PhysRevD.57.3873): the one that
/// gives the level exactly for a normal estimate, √c with F(√c) − F(−(μ² + c) / 2μ) = level, μ the distance from the bound in standard errors.
/// </summary>
internal sealed class LikelihoodLimit
{
    private const int Bisections = 40;

    private readonly double _level;
    private readonly double _degreesOfFreedom;
    private readonly double _oneSided;

    public LikelihoodLimit(double level, double degreesOfFreedom)
    {
        _level = level;
        _degreesOfFreedom = degreesOfFreedom;
        TwoSided = StudentT.Quantile((1 + level) / 2, degreesOfFreedom);
        _oneSided = StudentT.Quantile(Math.Max(level, 0.5), degreesOfFreedom);
    }

    /// <summary>The limit away from bounds.</summary>
    public double TwoSided { get; }

    /// <summary>The limit for a coefficient that is <paramref name="distance"/> standard errors above its bound.</summary>
    public double At(double distance)
    {
        if (distance >= TwoSided)
        {
            return TwoSided;
        }

        double low = _oneSided;
        double high = TwoSided;
        for (int k = 0; k < Bisections; k++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Covered(middle, distance) < _level ? (middle, high) : (low, middle);
        }

        return high;
    }

    private double Covered(double limit, double distance)
    {
        double below = distance > limit ? limit : distance > 0 ? ((distance * distance) + (limit * limit)) / (2 * distance) : double.PositiveInfinity;
        return StudentT.Cumulative(limit, _degreesOfFreedom) - (double.IsInfinity(below) ? 0 : StudentT.Cumulative(-below, _degreesOfFreedom));
    }
}
