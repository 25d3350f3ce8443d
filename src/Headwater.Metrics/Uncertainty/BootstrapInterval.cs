namespace Headwater.Metrics;

/// <summary>
/// The 95% interval of a corpus score, μ ± c, over bootstrap resamples of its segments (Koehn 2004, W04-3250), with sacreBLEU 2.6.0's
/// resamples and numbers: μ is the mean of the resampled scores and c half the distance from their 2.5th to their 97.5th percentile. In
/// score points. It holds the noise of the test set, not that of another training run. Immutable.
/// </summary>
/// <param name="Mean">μ, the mean of the resampled scores; the score itself can differ from it a little.</param>
/// <param name="HalfWidth">c, half the width of the interval.</param>
public sealed record BootstrapInterval(double Mean, double HalfWidth)
{
    private const int Tail = 40;                         // a 40th, 2.5 %, is left out at either end

    /// <summary>The interval of one system's score.</summary>
    public static BootstrapInterval Of(SegmentTable table, SignificanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new SignificanceOptions();
        options.Validate();

        double[] scores = Resamples.Scores([table], options)[0];
        Array.Sort(scores);
        return new BootstrapInterval(Means.Exact(scores), HalfWidthOf(scores));
    }

    /// <summary>The same of scores that were resampled for a paired test, whose mean the reference tool takes another way.</summary>
    internal static BootstrapInterval OfPaired(ReadOnlySpan<double> scores)
    {
        double[] sorted = scores.ToArray();
        Array.Sort(sorted);
        return new BootstrapInterval(Means.Pairwise(sorted), HalfWidthOf(sorted));
    }

    private static double HalfWidthOf(double[] sorted)
    {
        int left = sorted.Length / Tail;
        return 0.5 * (sorted[sorted.Length - left - 1] - sorted[left]);
    }
}
