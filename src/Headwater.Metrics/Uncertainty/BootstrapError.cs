namespace Headwater.Metrics;

/// <summary>
/// The standard error of a corpus score: its standard deviation over resampled test sets of the same number of segments (Efron 1979; Koehn
/// 2004, W04-3250). It says how far another test set of this kind could move the score, not another training run. In score points.
/// A score at its limit, 0 or 100 in every resample, has error 0: the test set cannot tell more.
/// </summary>
public static class BootstrapError
{
    internal const int DefaultResamples = 1000;
    internal const ulong DefaultSeed = 12345;

    /// <summary>The standard error of corpus BLEU from its segments; null with fewer than two, which show no spread. Equal seeds give equal errors.</summary>
    public static double? Of(
        IReadOnlyList<BleuStatistics> segments, BleuOptions? options = null, int resamples = DefaultResamples, ulong seed = DefaultSeed) =>
        Of(SegmentTable.Of(segments, options), resamples, seed);

    /// <summary>The standard error of corpus chrF from its segments; null with fewer than two, which show no spread. Equal seeds give equal errors.</summary>
    public static double? Of(
        IReadOnlyList<ChrfStatistics> segments, ChrfOptions? options = null, int resamples = DefaultResamples, ulong seed = DefaultSeed) =>
        Of(SegmentTable.Of(segments, options), resamples, seed);

    /// <summary>The standard error of corpus TER from its segments; null with fewer than two, which show no spread. Equal seeds give equal errors.</summary>
    public static double? Of(IReadOnlyList<TerStatistics> segments, int resamples = DefaultResamples, ulong seed = DefaultSeed) =>
        Of(SegmentTable.Of(segments), resamples, seed);

    private static double? Of(SegmentTable segments, int resamples, ulong seed)
    {
        if (segments.Count < 2)
            return null;

        double[] scores = new double[resamples];
        Resampling.ForEach(segments.Count, resamples, seed, (r, times) => scores[r] = segments.Score(times));
        return Resampling.StandardDeviation(scores);
    }
}
