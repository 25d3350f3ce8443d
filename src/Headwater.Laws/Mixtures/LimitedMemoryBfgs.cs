namespace Headwater.Laws;

/// <summary>Unconstrained minimisation by limited-memory BFGS with backtracking (Nocedal and Wright, Numerical Optimization, 2006, algorithm 7.5).</summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 10;
    private const double Sufficient = 1e-4;
    private const double LongestStep = 2;

    /// <summary>An objective: its value at a point, and its gradient there.</summary>
    public delegate double Objective(double[] at, double[] gradient);

    /// <summary>Moves <paramref name="at"/> downhill for a number of steps and returns the objective there.</summary>
    public static double Minimise(Objective objective, double[] at, int steps, double tolerance = 1e-6)
    {
        int n = at.Length;
        double[] gradient = new double[n];
        double value = objective(at, gradient);
        List<(double[] Move, double[] Change, double Curvature)> pairs = [];
        for (int step = 0; step < steps; step++)
        {
            double[] direction = Direction(gradient, pairs);
            double slope = Dense.Dot(direction, gradient);
            if (!(slope < 0))
            {
                break;
            }

            // The first direction has no scale of its own, and no step moves a coordinate by more than the logarithm of a factor of seven.
            double longest = direction.Max(Math.Abs);
            double length = Math.Min(1, (pairs.Count == 0 ? 0.5 : LongestStep) / longest);
            double[] trial = new double[n];
            double[] next = new double[n];
            double reached = double.PositiveInfinity;
            for (int halving = 0; halving < 12; halving++, length /= 2.5)
            {
                for (int j = 0; j < n; j++)
                {
                    trial[j] = at[j] + (length * direction[j]);
                }

                reached = objective(trial, next);
                if (reached <= value + (Sufficient * length * slope))
                {
                    break;
                }
            }

            if (!(reached < value))
            {
                break;
            }

            double[] move = [.. trial.Zip(at, (to, from) => to - from)];
            double[] change = [.. next.Zip(gradient, (to, from) => to - from)];
            double curvature = Dense.Dot(move, change);
            if (curvature > 1e-12)
            {
                pairs.Add((move, change, curvature));
                pairs.RemoveRange(0, Math.Max(0, pairs.Count - Memory));
            }

            bool isStill = value - reached <= tolerance * (Math.Abs(value) + 1);
            trial.CopyTo(at, 0);
            next.CopyTo(gradient, 0);
            value = reached;
            if (isStill)
            {
                break;
            }
        }

        return value;
    }

    private static double[] Direction(double[] gradient, List<(double[] Move, double[] Change, double Curvature)> pairs)
    {
        double[] direction = [.. gradient.Select(slope => -slope)];
        double[] shares = new double[pairs.Count];
        for (int m = pairs.Count - 1; m >= 0; m--)
        {
            shares[m] = Dense.Dot(pairs[m].Move, direction) / pairs[m].Curvature;
            Dense.AddScaled(direction, -shares[m], pairs[m].Change);
        }

        if (pairs.Count > 0)
        {
            double scale = pairs[^1].Curvature / Dense.Dot(pairs[^1].Change, pairs[^1].Change);
            for (int j = 0; j < direction.Length; j++)
            {
                direction[j] *= scale;
            }
        }

        for (int m = 0; m < pairs.Count; m++)
        {
            Dense.AddScaled(direction, shares[m] - (Dense.Dot(pairs[m].Change, direction) / pairs[m].Curvature), pairs[m].Move);
        }

        return direction;
    }
}
