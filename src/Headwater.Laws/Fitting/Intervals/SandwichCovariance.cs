namespace Headwater.Laws;

/// <summary>
/// What the points say about directions around an estimate. H = Σ c·E[ψ′]·J Jᵀ is the expected curvature of the objective and V = Σ c²·E[ψ²]·J Jᵀ the
/// variance of its gradient, both under normal noise of the given size at each point; H⁻¹ V H⁻¹ is the covariance of the estimate (Huber 1967).
/// Where a point counts one over its variance and the loss is a square, V = H and the objective is a likelihood.
/// </summary>
internal sealed class SandwichCovariance
{
    // Keeps directions that the points do not see from having no variance at all: theirs is this many times smaller than what is seen.
    private const double Ridge = 1e-12;

    private readonly double[,] _curvature;
    private readonly double[,] _variance;
    private readonly double[] _lengths;
    private readonly int[] _free;

    /// <param name="objective">Linearised at the estimate.</param>
    /// <param name="noise">The standard deviation of each point in logs, above 0.</param>
    /// <param name="free">The coordinates that can move, by index.</param>
    public SandwichCovariance(HuberObjective objective, ReadOnlySpan<double> noise, int[] free)
    {
        _free = free;
        _curvature = new double[free.Length, free.Length];
        _variance = new double[free.Length, free.Length];
        for (int i = 0; i < objective.Points; i++)
        {
            (double slope, double square) = Moments(objective.Deltas[i], noise[i]);
            double c = objective.Weights[i];
            for (int row = 0; row < free.Length; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    double product = objective.Slope(free[row], i) * objective.Slope(free[column], i);
                    _curvature[row, column] += c * slope * product;
                    _variance[row, column] += c * c * square * product;
                }
            }
        }

        _lengths = [.. Enumerable.Range(0, free.Length).Select(j => _curvature[j, j] > 0 ? Math.Sqrt(_curvature[j, j]) : 1)];
    }

    /// <summary>The direction all coordinates take when the one along <paramref name="gradient"/> is moved: H⁻¹ g, 0 where a coordinate cannot move.</summary>
    public double[] Direction(ReadOnlySpan<double> gradient)
    {
        double[,] matrix = new double[_free.Length, _free.Length];
        double[] right = new double[_free.Length];
        for (int row = 0; row < _free.Length; row++)
        {
            right[row] = gradient[_free[row]] / _lengths[row];
            for (int column = 0; column <= row; column++)
            {
                matrix[row, column] = _curvature[row, column] / (_lengths[row] * _lengths[column]);
            }

            matrix[row, row] += Ridge;
        }

        double[] direction = new double[gradient.Length];
        if (Cholesky.Solve(matrix, right, _free.Length))
        {
            for (int row = 0; row < _free.Length; row++)
            {
                direction[_free[row]] = right[row] / _lengths[row];
            }
        }

        return direction;
    }

    /// <summary>dᵀ V d: the variance of what a <see cref="Direction"/> belongs to.</summary>
    public double Variance(ReadOnlySpan<double> direction)
    {
        double sum = 0;
        for (int row = 0; row < _free.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                sum += (row == column ? 1 : 2) * direction[_free[row]] * _variance[row, column] * direction[_free[column]];
            }
        }

        return sum;
    }

    // E[ψ′] and E[ψ²] of the Huber loss under normal noise, with z = δ/σ: the share of residuals within δ, and their square, with δ² for the others.
    private static (double Slope, double Square) Moments(double delta, double noise)
    {
        double z = delta / noise;
        double within = StudentT.NormalWithin(z);
        return within == 1
            ? (1, noise * noise)
            : (within, (noise * noise * (within - (2 * z * StudentT.NormalDensity(z)))) + (delta * delta * (1 - within)));
    }
}
