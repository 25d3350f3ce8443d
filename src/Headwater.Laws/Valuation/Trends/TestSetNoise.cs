namespace Headwater.Laws;

/// <summary>
/// Noise shared by all points of a comparison, because they are scored on the same test set: it shifts them together and does not affect comparisons between
/// them. Its share of the squared standard errors is estimated from the points: it is the part that does not appear as scatter. Half is expected before
/// they are seen, which is what paired resampling of translation scores gives.
/// </summary>
internal sealed class TestSetNoise
{
    private const double ExpectedShare = 0.5;
    private const double MostShare = 0.9;

    // What is expected weighs as much as this many points.
    private const double ExpectationWeight = 4;

    // The central 68% of a normal distribution spans two standard deviations.
    private const double OneDeviation = 0.6827;

    private readonly double[] _draws;

    private TestSetNoise(double share, double[] draws)
    {
        Share = share;
        _draws = draws;
    }

    /// <summary>The shared part of the squared standard errors, from 0 to 0.9; 0 where no standard errors are known.</summary>
    public double Share { get; }

    /// <summary>The shared noise in each draw, in standard deviations.</summary>
    public IReadOnlyList<double> Draws => _draws;

    /// <summary>The noise of a comparison between series, with as many draws as asked for.</summary>
    public static TestSetNoise Of(IEnumerable<MeasuredCurve> curves, AnalysisOptions options)
    {
        MeasuredCurve[] known = [.. curves.Where(curve => curve.Errors is not null)];
        double[] scatter = [.. known.SelectMany(curve => Enumerable.Range(1, Math.Max(0, curve.Count - 2)).Select(curve.ScatterAt))];
        double own = ((ExpectationWeight * (1 - ExpectedShare)) + scatter.Sum()) / (ExpectationWeight + scatter.Length);
        RandomStream random = new(RandomStream.Seed(options.Seed, "test set"));
        double[] draws = new double[options.Resamples];
        for (int number = 0; number < draws.Length; number++)
        {
            draws[number] = random.NextNormal();
        }

        return new(known.Length == 0 ? 0 : Math.Clamp(1 - own, 0, MostShare), draws);
    }

    /// <summary>The same draws with the same spread, the shared part of which is now the same in all that are mixed. <paramref name="error"/> is the test set's standard error.</summary>
    public double[] Mix(double[] independent, double error)
    {
        (double low, double high) = Quantiles.Middle(independent, OneDeviation);
        double variance = (high - low) * (high - low) / 4;
        if (!(variance > 0))
        {
            return independent;
        }

        double middle = Quantiles.Middle(independent, 0).Low;
        double shared = Math.Min(Share * error * error, MostShare * variance);
        double own = Math.Sqrt(1 - (shared / variance));
        return [.. independent.Select((draw, number) => middle + (own * (draw - middle)) + (Math.Sqrt(shared) * _draws[number]))];
    }
}
