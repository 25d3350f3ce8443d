using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>
/// The paired bootstrap test (Koehn 2004, W04-3250) with sacreBLEU 2.6.0's resamples, intervals and p-values: all systems are scored on the
/// same resamples, and p is the share of resampled absolute differences, less their mean, that exceed the measured one.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Compares every system with the first, the baseline. Throws when there is only one, or they differ in their number of segments.</summary>
    public static ImmutableArray<PairedScore> Compare(IReadOnlyList<SegmentTable> systems, SignificanceOptions? options = null)
    {
        options ??= new SignificanceOptions();
        options.Validate();
        PairedSystems.Check(systems);

        double[][] resampled = Resamples.Scores(systems, options);
        double[] measured = [.. systems.Select(system => system.Score())];
        return
        [
            .. systems.Select((_, s) => new PairedScore
            {
                Score = measured[s],
                Interval = BootstrapInterval.OfPaired(resampled[s]),
                Comparison = s == 0 ? null : new BaselineComparison
                {
                    Difference = measured[s] - measured[0],
                    PValue = PValue(resampled[s], resampled[0], Math.Abs(measured[0] - measured[s])),
                    StandardError = BaselineComparison.StandardErrorOf(resampled[s], resampled[0]),
                },
            }),
        ];
    }

    private static double PValue(double[] scores, double[] baseline, double difference)
    {
        double[] differences = [.. scores.Zip(baseline, (score, of) => Math.Abs(score - of))];
        double mean = Means.Pairwise(differences);
        return BaselineComparison.PValueOf([.. differences.Select(d => d - mean)], difference);
    }
}
