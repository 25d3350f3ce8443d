namespace Headwater.Laws;

/// <summary>
/// Damped Gauss–Newton on the Huber objective. Step: (C + μ·diag S) d = −g, with C the curvature from residuals within δ, S the spread of
/// all residuals, g the gradient; μ falls after a step that pays and rises after one that does not. Coordinates that a bound holds stay.
/// Near the minimum of an objective that is nearly least absolute deviations it takes Newton's steps, because C is exact there.
/// Marquardt 1963, doi:10.1137/0111030. Keeps its room between calls; one thread at a time.
/// </summary>
/// <param name="objective">What to minimise.</param>
/// <param name="tolerance">The relative gain below which a step is the last.</param>
internal sealed class GaussNewton(HuberObjective objective, double tolerance = GaussNewton.Rounding)
{
    private const double FirstDamping = 1e-3;
    private const double LeastDamping = 1e-12;
    private const double MostDamping = 1e10;

    // A gain this small, relative to the objective, is rounding.
    private const double Rounding = 1e-15;

    private readonly double[,] matrix = new double[objective.Coordinates.Count, objective.Coordinates.Count];
    private readonly double[] right = new double[objective.Coordinates.Count];
    private readonly double[] trial = new double[objective.Coordinates.Count];
    private readonly int[] free = new int[objective.Coordinates.Count];

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
            double next = Propose(at, damping) ? objective.Value(trial) : double.PositiveInfinity;
            if (!(next < value))
            {
                damping *= 5;
                continue;
            }

            double gain = value - next;
            trial.CopyTo(at, 0);
            value = next;
            damping = Math.Max(damping * 0.1, LeastDamping);
            if (gain <= tolerance * value || !objective.Linearise())
            {
                break;
            }
        }

        return objective.Value(at);
    }

    private bool Propose(double[] at, double damping)
    {
        int size = 0;
        for (int j = 0; j < at.Length; j++)
        {
            trial[j] = at[j];
            if (!objective.IsHeld(at, j) && objective.Spread[j] > 0)
            {
                free[size++] = j;
            }
        }

        for (int row = 0; row < size; row++)
        {
            // Scaled to a unit diagonal of spreads, so that coordinates of any unit meet on equal terms.
            double scale = Math.Sqrt(objective.Spread[free[row]]);
            right[row] = -objective.Gradient[free[row]] / scale;
            for (int column = 0; column <= row; column++)
            {
                matrix[row, column] = objective.Curvature[free[row], free[column]] / (scale * Math.Sqrt(objective.Spread[free[column]]));
            }

            matrix[row, row] += damping;
        }

        if (!Cholesky.Solve(matrix, right, size))
        {
            return false;
        }

        for (int row = 0; row < size; row++)
        {
            trial[free[row]] += right[row] / Math.Sqrt(objective.Spread[free[row]]);
        }

        objective.Clamp(trial);
        return true;
    }
}
