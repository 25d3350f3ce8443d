namespace Headwater.Laws;

/// <summary>
/// Limited-memory BFGS with bounds by projection: coordinates that a bound holds are left out of the direction, and the path of the line search
/// is brought back inside. Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4; the first direction is scaled by the spread of the
/// residuals, so the unit of a coordinate does not matter. Keeps its room between calls; one thread at a time.
/// </summary>
internal sealed class QuasiNewton(HuberObjective objective)
{
    private const int Memory = 8;

    // One more than is remembered: the next pair is written before it is known to be of use.
    private const int Ring = Memory + 1;

    private const double Sufficient = 1e-4;
    private const double Tolerance = 1e-14;

    private readonly int p = objective.Coordinates.Count;
    private readonly double[] gradient = new double[objective.Coordinates.Count];
    private readonly double[] direction = new double[objective.Coordinates.Count];
    private readonly double[] trial = new double[objective.Coordinates.Count];
    private readonly bool[] held = new bool[objective.Coordinates.Count];
    private readonly double[] shares = new double[Memory];
    private readonly double[][] moves = Room(objective.Coordinates.Count);
    private readonly double[][] changes = Room(objective.Coordinates.Count);
    private int remembered;
    private int oldest;

    /// <summary>Moves <paramref name="at"/> downhill and returns the objective there.</summary>
    public double Minimise(double[] at, int steps)
    {
        double value = objective.Value(at);
        if (!double.IsFinite(value) || !objective.Linearise())
        {
            return value;
        }

        remembered = 0;
        objective.Gradient.CopyTo(gradient, 0);
        int still = 0;
        for (int step = 0; step < steps && still < 3; step++)
        {
            Aim(at);
            double next = LineSearch(at, value);
            if (next >= value || !objective.Linearise())
            {
                if (remembered == 0)
                {
                    break;
                }

                // The curvature remembered is of no use here: forget it and start again along the gradient.
                remembered = 0;
                objective.Value(at);
                objective.Linearise();
                still++;
                continue;
            }

            Remember(at);
            still = value - next <= Tolerance * value ? still + 1 : 0;
            trial.CopyTo(at, 0);
            objective.Gradient.CopyTo(gradient, 0);
            value = next;
        }

        return objective.Value(at);
    }

    // The two loops over what is remembered, the newest first and then the oldest first.
    private void Aim(double[] at)
    {
        for (int j = 0; j < p; j++)
        {
            direction[j] = objective.IsHeld(at, j) ? 0 : gradient[j];
            held[j] = direction[j] == 0;
        }

        for (int m = remembered - 1; m >= 0; m--)
        {
            shares[m] = Dot(Move(m), direction) / Dot(Move(m), Change(m));
            Add(Change(m), -shares[m]);
        }

        for (int j = 0; j < p; j++)
        {
            direction[j] = held[j] ? 0 : direction[j] / Math.Max(objective.Spread(j), double.Epsilon * 1e20);
        }

        for (int m = 0; m < remembered; m++)
        {
            Add(Move(m), shares[m] - (Dot(Change(m), direction) / Dot(Move(m), Change(m))));
        }

        double slope = Dot(direction, gradient);
        for (int j = 0; j < p; j++)
        {
            // Held curvature can turn the direction uphill: then the scaled gradient serves.
            direction[j] = held[j] ? 0
                : slope > 0 && double.IsFinite(slope) ? -direction[j]
                : -gradient[j] / Math.Max(objective.Spread(j), double.Epsilon * 1e20);
        }
    }

    private double LineSearch(double[] at, double value)
    {
        double length = 1;
        for (int halving = 0; halving < 40; halving++, length *= 0.5)
        {
            double promised = 0;
            for (int j = 0; j < p; j++)
            {
                trial[j] = at[j] + (length * direction[j]);
            }

            objective.Clamp(trial);
            for (int j = 0; j < p; j++)
            {
                promised += gradient[j] * (trial[j] - at[j]);
            }

            double next = objective.Value(trial);
            if (next <= value + (Sufficient * promised) && next < value)
            {
                return next;
            }
        }

        return value;
    }

    private void Remember(double[] at)
    {
        int slot = (oldest + remembered) % Ring;
        double curvature = 0;
        for (int j = 0; j < p; j++)
        {
            moves[slot][j] = trial[j] - at[j];
            changes[slot][j] = objective.Gradient[j] - gradient[j];
            curvature += moves[slot][j] * changes[slot][j];
        }

        if (curvature > 1e-300)
        {
            oldest = remembered == Memory ? (oldest + 1) % Ring : oldest;
            remembered = Math.Min(remembered + 1, Memory);
        }
    }

    private double[] Move(int m) => moves[(oldest + m) % Ring];

    private double[] Change(int m) => changes[(oldest + m) % Ring];

    private double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int j = 0; j < p; j++)
        {
            sum += held[j] ? 0 : a[j] * b[j];
        }

        return sum;
    }

    private void Add(double[] vector, double weight)
    {
        for (int j = 0; j < p; j++)
        {
            direction[j] += held[j] ? 0 : weight * vector[j];
        }
    }

    private static double[][] Room(int size) => [.. Enumerable.Range(0, Ring).Select(_ => new double[size])];
}
