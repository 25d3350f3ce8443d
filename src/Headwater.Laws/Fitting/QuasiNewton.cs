namespace Headwater.Laws;

/// <summary>
/// Limited-memory BFGS with bounds by projection: coordinates that a bound holds are left out of the direction, and the path of the line search
/// is brought back inside. Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4; the first direction is scaled by the spread of the
/// residuals, so the unit of a coordinate does not matter.
/// </summary>
internal static class QuasiNewton
{
    private const int Memory = 8;
    private const double Sufficient = 1e-4;
    private const double Tolerance = 1e-14;

    /// <summary>Moves <paramref name="at"/> downhill and returns the objective there.</summary>
    public static double Minimise(HuberObjective objective, double[] at, int steps)
    {
        int p = at.Length;
        double value = objective.Value(at);
        if (!double.IsFinite(value) || !objective.Linearise())
        {
            return value;
        }

        List<(double[] Step, double[] Change)> memory = [];
        double[] gradient = [.. objective.Gradient];
        double[] trial = new double[p];
        int still = 0;
        for (int step = 0; step < steps && still < 3; step++)
        {
            double[] direction = Direction(objective, at, gradient, memory);
            double next = LineSearch(objective, at, value, gradient, direction, trial);
            if (next >= value || !objective.Linearise())
            {
                if (memory.Count == 0)
                {
                    break;
                }

                // The curvature remembered is of no use here: forget it and start again along the gradient.
                memory.Clear();
                objective.Value(at);
                objective.Linearise();
                still++;
                continue;
            }

            Remember(memory, at, trial, gradient, objective.Gradient);
            still = value - next <= Tolerance * value ? still + 1 : 0;
            trial.CopyTo(at, 0);
            objective.Gradient.CopyTo(gradient, 0);
            value = next;
        }

        return objective.Value(at);
    }

    private static double[] Direction(HuberObjective objective, double[] at, double[] gradient, List<(double[] Step, double[] Change)> memory)
    {
        int p = at.Length;
        double[] q = new double[p];
        for (int j = 0; j < p; j++)
        {
            q[j] = objective.IsHeld(at, j) ? 0 : gradient[j];
        }

        bool[] held = [.. q.Select(component => component == 0)];
        double[] shares = new double[memory.Count];
        for (int m = memory.Count - 1; m >= 0; m--)
        {
            (double[] s, double[] y) = memory[m];
            shares[m] = Dot(s, q, held) / Dot(s, y, held);
            AddTo(q, y, -shares[m], held);
        }

        for (int j = 0; j < p; j++)
        {
            q[j] = held[j] ? 0 : q[j] / Math.Max(objective.Spread(j), double.Epsilon * 1e20);
        }

        for (int m = 0; m < memory.Count; m++)
        {
            (double[] s, double[] y) = memory[m];
            AddTo(q, s, shares[m] - (Dot(y, q, held) / Dot(s, y, held)), held);
        }

        double slope = Dot(q, gradient, held);
        for (int j = 0; j < p; j++)
        {
            // Held curvature can turn the direction uphill: then the scaled gradient serves.
            q[j] = held[j] ? 0 : slope > 0 && double.IsFinite(slope) ? -q[j] : -gradient[j] / Math.Max(objective.Spread(j), double.Epsilon * 1e20);
        }

        return q;
    }

    private static double LineSearch(HuberObjective objective, double[] at, double value, double[] gradient, double[] direction, double[] trial)
    {
        double length = 1;
        for (int halving = 0; halving < 40; halving++, length *= 0.5)
        {
            double promised = 0;
            for (int j = 0; j < at.Length; j++)
            {
                trial[j] = at[j] + (length * direction[j]);
            }

            objective.Clamp(trial);
            for (int j = 0; j < at.Length; j++)
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

    private static void Remember(List<(double[] Step, double[] Change)> memory, double[] at, double[] trial, double[] gradient, double[] nextGradient)
    {
        double[] step = [.. trial.Zip(at, (next, now) => next - now)];
        double[] change = [.. nextGradient.Zip(gradient, (next, now) => next - now)];
        double curvature = step.Zip(change, (s, y) => s * y).Sum();
        if (curvature > 1e-300)
        {
            memory.Add((step, change));
            if (memory.Count > Memory)
            {
                memory.RemoveAt(0);
            }
        }
    }

    private static double Dot(double[] a, double[] b, bool[] held)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            sum += held[j] ? 0 : a[j] * b[j];
        }

        return sum;
    }

    private static void AddTo(double[] target, double[] vector, double weight, bool[] held)
    {
        for (int j = 0; j < target.Length; j++)
        {
            target[j] += held[j] ? 0 : weight * vector[j];
        }
    }
}
