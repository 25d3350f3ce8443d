namespace Headwater.Metrics;

/// <summary>
/// How two systems differ in corpus score on the same segments, by the paired bootstrap (Koehn 2004, W04-3250): both are scored on the same
/// resamples, so what makes a segment hard for both cancels. In score points. Immutable.
/// </summary>
public sealed record PairedDifference
{
    /// <summary>The first system's score less the second's.</summary>
    public required double Difference { get; init; }

    /// <summary>The standard deviation of the difference over resamples; null with fewer than two segments.</summary>
    public required double? StandardError { get; init; }

    /// <summary>
    /// Two-sided p of "no difference": the share of resampled differences, shifted to have mean 0, at least as far from 0 as the measured one,
    /// (c + 1) / (resamples + 1). Null with fewer than two segments.
    /// </summary>
    public required double? PValue { get; init; }

    /// <summary>The difference in BLEU. Both systems' segments must be in the same order and counted with <paramref name="options"/>.</summary>
    public static PairedDifference Of(
        IReadOnlyList<BleuStatistics> first, IReadOnlyList<BleuStatistics> second, BleuOptions? options = null,
        int resamples = BootstrapError.DefaultResamples, ulong seed = BootstrapError.DefaultSeed) =>
        Of(SegmentTable.Of(first, options), SegmentTable.Of(second, options), resamples, seed);

    /// <summary>The difference in chrF. Both systems' segments must be in the same order and counted with <paramref name="options"/>.</summary>
    public static PairedDifference Of(
        IReadOnlyList<ChrfStatistics> first, IReadOnlyList<ChrfStatistics> second, ChrfOptions? options = null,
        int resamples = BootstrapError.DefaultResamples, ulong seed = BootstrapError.DefaultSeed) =>
        Of(SegmentTable.Of(first, options), SegmentTable.Of(second, options), resamples, seed);

    /// <summary>The difference in TER, of which less is better. Both systems' segments must be in the same order and counted with the same options.</summary>
    public static PairedDifference Of(
        IReadOnlyList<TerStatistics> first, IReadOnlyList<TerStatistics> second,
        int resamples = BootstrapError.DefaultResamples, ulong seed = BootstrapError.DefaultSeed) =>
        Of(SegmentTable.Of(first), SegmentTable.Of(second), resamples, seed);

    /// <summary>The difference in the mean of scores that every segment has for itself, such as 1 where an answer is right.</summary>
    public static PairedDifference Of(
        IReadOnlyList<double> first, IReadOnlyList<double> second, ulong seed, int resamples = BootstrapError.DefaultResamples) =>
        Of(SegmentTable.Of(first), SegmentTable.Of(second), resamples, seed);

    private static PairedDifference Of(SegmentTable first, SegmentTable second, int resamples, ulong seed)
    {
        if (first.Count != second.Count)
            throw new ArgumentException(
                $"The first system has {first.Count} segments and the second {second.Count}; a paired difference needs the same segments in the same order.");

        double difference = first.Score() - second.Score();
        if (first.Count < 2)
            return new PairedDifference { Difference = difference, StandardError = null, PValue = null };

        double[] differences = new double[resamples];
        Resampling.ForEach(first.Count, resamples, seed, (r, times) => differences[r] = first.Score(times) - second.Score(times));
        return new PairedDifference
        {
            Difference = difference,
            StandardError = Resampling.StandardDeviation(differences),
            PValue = TwoSided(difference, differences),
        };
    }

    private static double TwoSided(double difference, double[] differences)
    {
        double mean = Resampling.Mean(differences);
        int asFar = differences.Count(d => Math.Abs(d - mean) >= Math.Abs(difference));
        return (asFar + 1.0) / (differences.Length + 1);
    }
}
