namespace Headwater.Metrics;

/// <summary>
/// A system's score against a baseline's on the same segments. In score points. Immutable.
///   minimum detectable effect = (z(1 − α/2) + z(power)) · SE,   α = 0.05, power = 0.8        Bloom 1995, doi:10.1177/0193841X9501900504
/// SE: the standard deviation of the difference over paired bootstrap resamples (Koehn 2004, W04-3250).
/// </summary>
public sealed record BaselineComparison
{
    private const double TwoSidedFivePercent = 1.959963984540054;    // z(0.975)
    private const double EightyPercentPower = 0.8416212335729143;    // z(0.8)

    /// <summary>The system's score less the baseline's.</summary>
    public required double Difference { get; init; }

    /// <summary>The test's two-sided p of "both systems are the same", (c + 1) / (samples + 1). Two equal outputs have the smallest p there is.</summary>
    public required double PValue { get; init; }

    /// <summary>The standard error of the difference.</summary>
    public required double StandardError { get; init; }

    /// <summary>
    /// The least true difference that a test set of this size and kind shows, at the 5% level, four times in five. A measured difference
    /// below it that is not significant says little (Card et al. 2020, 2020.emnlp-main.745).
    /// </summary>
    public double MinimumDetectableEffect => (TwoSidedFivePercent + EightyPercentPower) * StandardError;

    internal static double StandardErrorOf(double[] scores, double[] baseline) =>
        Resampling.StandardDeviation([.. scores.Zip(baseline, (score, of) => score - of)]);

    /// <summary>(c + 1) / (samples + 1), c counting the statistics greater than the measured one.</summary>
    internal static double PValueOf(IReadOnlyCollection<double> statistics, double measured) =>
        (statistics.Count(statistic => statistic > measured) + 1.0) / (statistics.Count + 1);
}
