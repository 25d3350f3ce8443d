namespace Headwater.Laws;

/// <summary>
/// Damped Gauss–Newton on the Huber objective. Step: (C + μ·(M + η·diag M)) d = −g, with C the curvature from residuals within δ, M the curvature of
/// the square that touches the objective from above, g the gradient; μ falls after a step that pays and rises after one that does not. With a large μ
/// it is iteratively reweighted least squares, which goes downhill from afar; with μ near 0 it is Newton's method, because near the minimum of an
/// objective that is nearly least absolute deviations C is exact. Coordinates that a bound holds stay. Marquardt 1963, doi:10.1137/0111030; Huber
/// and Dutter 1974 for M. Keeps its room between calls; one thread at a time.
/// </summary>
/// <param name="objective">What to minimise.</param>
/// <param name="tolerance">A step that promises less than this, relative to the objective, is not taken any more.</param>
internal sealed class GaussNewton(HuberObjective objective, double tolerance = GaussNewton.Rounding)
{
    private const double FirstDamping = 1;
    private const double LeastDamping = 1e-12;
    private const double MostDamping = 1e10;

    private const double Raise = 4;
    private const double Lower = 0.25;

    // η: keeps the step short in directions that no residual minds.
    private const double Ridge = 0.1;

    // A gain this small, relative to the objective, is rounding.
    private const double Rounding = 1e-15;

    private readonly double[,] _matrix = new double[objective.Coordinates.Count, objective.Coordinates.Count];
    private readonly double[] _right = new double[objective.Coordinates.Count];
    private readonly double[] _trial = new double[objective.Coordinates.Count];
    private readonly int[] _free = new int[objective.Coordinates.Count];

    /// <summary>Moves <paramref name="at"/> downhill and returns the objective there.</summary>
    public double Minimise(double[] at, int steps)
    {
        double value = objective.Value(at);
        if (!double.IsFinite(value) || !objective.Linearise())
        {
            return value;
        }

        double damping = FirstDamping;
        for (int step = 0; step < steps && damping < MostDamping; step++)
        {
            double promised = Propose(at, damping);
            if (promised <= tolerance * value)
            {
                break;
            }

            double next = double.IsFinite(promised) ? objective.Value(_trial) : double.PositiveInfinity;
            if (!(next < value))
            {
                damping *= Raise;
                continue;
            }

            _trial.CopyTo(at, 0);
            value = next;
            damping = Math.Max(damping * Lower, LeastDamping);
            if (!objective.Linearise())
            {
                break;
            }
        }

        return objective.Value(at);
    }

    // The trial point; returns how much the step promises, infinite where there is none.
    private double Propose(double[] at, double damping)
    {
        int size = 0;
        for (int j = 0; j < at.Length; j++)
        {
            _trial[j] = at[j];
            if (!objective.IsHeld(at, j) && objective.Spread(j) > 0)
            {
                _free[size++] = j;
            }
        }

        for (int row = 0; row < size; row++)
        {
            // Scaled to a unit diagonal of spreads, so that coordinates of any unit meet on equal terms.
            double scale = Math.Sqrt(objective.Spread(_free[row]));
            _right[row] = -objective.Gradient[_free[row]] / scale;
            for (int column = 0; column <= row; column++)
            {
                double curvature = objective.Curvature[_free[row], _free[column]] + (damping * objective.Majorant[_free[row], _free[column]]);
                _matrix[row, column] = curvature / (scale * Math.Sqrt(objective.Spread(_free[column])));
            }

            _matrix[row, row] += damping * Ridge;
        }

        if (!Cholesky.Solve(_matrix, _right, size))
        {
            return double.PositiveInfinity;
        }

        double promised = 0;
        for (int row = 0; row < size; row++)
        {
            double move = _right[row] / Math.Sqrt(objective.Spread(_free[row]));
            _trial[_free[row]] += move;
            promised -= 0.5 * move * objective.Gradient[_free[row]];
        }

        objective.Clamp(_trial);
        return promised;
    }
}
