namespace Headwater.Laws;

/// <summary>
/// Minimises a function of mixing rates within limits: seeded draws around the natural rates and the best runs, then steps from the best draws that move a share of all tokens
/// to one corpus, or from it to the others, each taken where it helps, and halved when none does. It needs no gradient, which trees do not have.
/// </summary>
internal sealed class MixtureSearch(MixtureLimits limits, ulong seed)
{
    private const int Draws = 1500;
    private const int Descents = 6;
    private const double Rounding = 1e-9;
    private const double FirstStep = 0.16;
    private const double LastStep = 0.0025;

    // Concentrations of the Dirichlet draws: from mixtures of few corpora to mixtures near the centre.
    private static readonly double[] Concentrations = [3, 10, 30, 100, 300];

    /// <summary>The rates with the least value found; of ties the first.</summary>
    public double[] Minimise(Func<double[], double> value, IEnumerable<double[]> starts)
    {
        double[][] centres = [limits.Project(limits.Natural.AsSpan()), .. starts.Select(start => limits.Project(start))];
        List<(double Value, double[] Rates)> tried = [.. centres.Select(rates => (value(rates), rates))];
        RandomStream random = new(RandomStream.Seed(seed, "mixture search"));
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] rates = limits.Project(DirichletDraw.Around(centres[random.NextInt32(centres.Length)], Concentrations[draw % Concentrations.Length], ref random));
            tried.Add((value(rates), rates));
        }

        return [.. tried.OrderBy(start => start.Value).Take(Descents).Select(start => Descend(value, start)).MinBy(end => end.Value).Rates];
    }

    private (double Value, double[] Rates) Descend(Func<double[], double> value, (double Value, double[] Rates) at)
    {
        for (double step = FirstStep; step >= LastStep;)
        {
            double before = at.Value;
            for (int corpus = 0; corpus < at.Rates.Length; corpus++)
            {
                foreach (double[] moved in new[] { Towards(at.Rates, corpus, step), Away(at.Rates, corpus, step) })
                {
                    double[] rates = limits.Project(moved);
                    double reached = value(rates);
                    at = reached < at.Value ? (reached, rates) : at;
                }
            }

            // What a whole round brings less than is rounding.
            step = at.Value < before - (Rounding * Math.Abs(before)) ? step : step / 2;
        }

        return at;
    }

    private static double[] Towards(double[] rates, int corpus, double step)
    {
        double[] moved = [.. rates.Select(rate => (1 - step) * rate)];
        moved[corpus] += step;
        return moved;
    }

    private static double[] Away(double[] rates, int corpus, double step)
    {
        double[] moved = (double[])rates.Clone();
        moved[corpus] = Math.Max(0, moved[corpus] - step);
        return moved;
    }
}
