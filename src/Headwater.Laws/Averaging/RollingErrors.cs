namespace Headwater.Laws;

/// <summary>How far every method was off at the earlier ends of every curve.</summary>
/// <param name="Means">For each curve and method, the weighted mean of the absolute errors in ln units; NaN for a curve without evidence.</param>
/// <param name="Evidence">For each curve, the weight of the ends it was forecast from; 0 for one that is too short.</param>
internal sealed record RollingErrors(double[][] Means, double[] Evidence)
{
    // The age in ln of the scale at which an end of the data has lost most of its say.
    private const double Memory = 0.35;

    public static RollingErrors Of(int curves, IEnumerable<RollingOrigin> origins)
    {
        int methods = Methods.All.Length;
        RollingErrors errors = new([.. Enumerable.Range(0, curves).Select(_ => new double[methods])], new double[curves]);
        foreach (RollingOrigin origin in origins)
        {
            double weight = origin.Weight(origin.Reach.Length - 1, Memory);
            errors.Evidence[origin.Curve] += weight;
            for (int method = 0; method < methods; method++)
            {
                errors.Means[origin.Curve][method] += weight * origin.Error(method);
            }
        }

        for (int curve = 0; curve < curves; curve++)
        {
            for (int method = 0; method < methods; method++)
            {
                errors.Means[curve][method] /= errors.Evidence[curve];
            }
        }

        return errors;
    }
}
