namespace Headwater.Laws;

/// <summary>The rates of a design in at most <see cref="Most"/> bins a corpus, cut between neighbouring quantiles, for trees that split on histograms.</summary>
/// <param name="Bins">The bin of each corpus (first index) and run.</param>
/// <param name="Thresholds">For each corpus, the rate that separates a bin from the next.</param>
internal sealed record BinnedRates(byte[][] Bins, double[][] Thresholds)
{
    /// <summary>Bins of a corpus, at most.</summary>
    public const int Most = 32;

    public static BinnedRates Of(MixtureDesign design)
    {
        double[][] thresholds = [.. Enumerable.Range(0, design.Corpora.Length).Select(corpus => ThresholdsOf([.. design.Rates.Select(row => row[corpus]).Order()]))];
        byte[][] bins = [.. thresholds.Select((cuts, corpus) => design.Rates.Select(row => (byte)BinOf(cuts, row[corpus])).ToArray())];
        return new(bins, thresholds);
    }

    private static double[] ThresholdsOf(double[] sorted)
    {
        List<double> cuts = [];
        int distinct = sorted.Distinct().Count();
        int last = 0;
        for (int index = 1; index < sorted.Length; index++)
        {
            bool isDue = distinct <= Most || (long)index * Most / sorted.Length > (long)last * Most / sorted.Length;
            if (sorted[index] > sorted[index - 1] && isDue && cuts.Count < Most - 1)
            {
                cuts.Add((sorted[index] + sorted[index - 1]) / 2);
                last = index;
            }
        }

        return [.. cuts];
    }

    private static int BinOf(double[] cuts, double rate)
    {
        int found = Array.BinarySearch(cuts, rate);
        return found >= 0 ? found : ~found;
    }
}
