namespace Headwater.Laws;

/// <summary>
/// Maximises a likelihood by least squares fitted again and again, what each point counts following from the fit before. Gaussian: 1/(stderr² + τ²) in
/// logs, with τ, what the law is off beyond the standard errors, from Σ r²/(stderr² + τ²) = n − p (Paule and Mandel 1982). Binomial: Fisher scoring. A floor
/// under Huber losses: Gauss–Newton steps in ln value.
/// </summary>
internal static class Likelihood
{
    private const int MostRounds = 60;
    private const int Steps = 100;

    // Coordinates that move less than this between two rounds have settled.
    private const double Settled = 1e-9;

    private const int Bisections = 60;

    /// <summary>Moves <paramref name="at"/> to the maximum, from where another loss ended, and leaves the objective's targets, weights and δ as they are there.</summary>
    public static void Maximise(HuberObjective objective, FitData data, double[] at)
    {
        double delta = objective.Deltas[0];
        objective.Deltas.Fill(double.PositiveInfinity);
        double[] counted = objective.Weights.ToArray();
        GaussNewton search = new(objective);
        for (int round = 0; round < MostRounds; round++)
        {
            Weigh(objective, data, delta, at, counted);
            double[] before = [.. at];
            search.Minimise(at, Steps);
            if (at.Zip(before, (now, then) => Math.Abs(now - then) / (1 + Math.Abs(then))).Max() < Settled)
            {
                return;
            }
        }
    }

    private static void Weigh(HuberObjective objective, FitData data, double delta, double[] at, double[] counted)
    {
        objective.Value(at);
        double[] residuals = objective.Residuals.ToArray();
        if (data.Link is { } link)
        {
            double[] logLaw = [.. residuals.Select((r, i) => r + objective.Targets[i])];
            link.Linearise(logLaw, objective.Targets, objective.Weights);
            if (link is ChanceFloor)
            {
                BendAt(objective, delta);
            }
        }
        else
        {
            double[] errors = Errors(data);
            double beyond = Beyond(residuals, errors, data.Count - at.Length);
            for (int i = 0; i < errors.Length; i++)
            {
                objective.Weights[i] = 1 / ((errors[i] * errors[i]) + beyond);
            }
        }

        for (int i = 0; i < counted.Length; i++)
        {
            objective.Weights[i] *= counted[i];
        }
    }

    // A residual of δ in ln value is one of δ over the slope in ln law, whose square is the weight.
    private static void BendAt(HuberObjective objective, double delta)
    {
        for (int i = 0; i < objective.Deltas.Length; i++)
        {
            objective.Deltas[i] = delta / Math.Sqrt(objective.Weights[i]);
        }
    }

    /// <summary>The standard errors in logs; a point without one has the middle one of the others.</summary>
    public static double[] Errors(FitData data)
    {
        double[] known = [.. data.LogErrors.Where(error => error > 0).Select(error => error!.Value).Order()];
        return [.. data.LogErrors.Select(error => error is > 0 and { } own ? own : known[known.Length / 2])];
    }

    /// <summary>τ², the variance in logs that brings the residuals to their expected size; 0 where the standard errors explain them.</summary>
    public static double Beyond(ReadOnlySpan<double> residuals, double[] errors, int degreesOfFreedom)
    {
        double high = 0;
        foreach (double r in residuals)
        {
            high += r * r;
        }

        double low = 0;
        high /= Math.Max(1, degreesOfFreedom);
        if (Excess(residuals, errors, 0) <= degreesOfFreedom)
        {
            return 0;
        }

        for (int k = 0; k < Bisections; k++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Excess(residuals, errors, middle) > degreesOfFreedom ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Excess(ReadOnlySpan<double> residuals, double[] errors, double beyond)
    {
        double sum = 0;
        for (int i = 0; i < errors.Length; i++)
        {
            sum += residuals[i] * residuals[i] / ((errors[i] * errors[i]) + beyond);
        }

        return sum;
    }
}
