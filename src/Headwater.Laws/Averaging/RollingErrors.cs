namespace Headwater.Laws;

/// <summary>How far every method was off at the earlier ends of every curve, for forecasts up to one horizon.</summary>
/// <param name="Means">For each curve and method, the weighted mean of the absolute errors in ln units; NaN for a curve without evidence.</param>
/// <param name="Evidence">For each curve, the weight of the ends it was forecast from; 0 for one that is too short.</param>
internal sealed record RollingErrors(double[][] Means, double[] Evidence)
{
    // The age in ln of the scale at which an end of the data has lost most of its say.
    private const double Memory = 0.35;

    /// <summary>The errors for each of <see cref="Horizons.All"/>.</summary>
    public static RollingErrors[] Of(int curves, IEnumerable<RollingOrigin> origins)
    {
        int methods = Methods.All.Length;
        RollingErrors[] errors = [.. Horizons.All.Select(_ => new RollingErrors([.. Enumerable.Range(0, curves).Select(_ => new double[methods])], new double[curves]))];
        foreach (RollingOrigin origin in origins)
        {
            for (int place = 0; place < errors.Length; place++)
            {
                errors[place].Add(origin, Horizons.All[place]);
            }
        }

        foreach (RollingErrors one in errors)
        {
            one.Normalise();
        }

        return errors;
    }

    // An end of the data counts for more the more of the horizon was measured since.
    private void Add(RollingOrigin origin, double horizon)
    {
        int targets = origin.Within(horizon);
        double weight = origin.Recency(Memory) * (origin.Distances[targets - 1] / horizon);
        Evidence[origin.Curve] += weight;
        for (int method = 0; method < Means[origin.Curve].Length; method++)
        {
            Means[origin.Curve][method] += weight * origin.Error(method, targets);
        }
    }

    private void Normalise()
    {
        for (int curve = 0; curve < Means.Length; curve++)
        {
            for (int method = 0; method < Means[curve].Length; method++)
            {
                Means[curve][method] /= Evidence[curve];
            }
        }
    }
}
