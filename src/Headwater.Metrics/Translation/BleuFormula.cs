namespace Headwater.Metrics;

/// <summary>
/// BLEU from summed statistics.  BLEU = BP · exp( (1/N) Σ_n ln p_n ),  p_n = matches_n / totals_n in percent,
/// BP = exp(1 − r/c) for c &lt; r, else 1;  c, r: tokens in the hypotheses and references.
/// Papineni et al. 2002 (P02-1040); smoothing by Chen and Cherry 2014 (W14-3346).
/// </summary>
internal static class BleuFormula
{
    // ln 0 in the reference tool: large enough to make the score exactly 0.
    private const double LogOfZero = -9999999999;

    /// <summary>Fills <paramref name="precisions"/>, whose length is the highest order, and returns the score, 0 to 100.</summary>
    public static double Score(
        ReadOnlySpan<long> matches, ReadOnlySpan<long> totals, long hypothesisLength, long referenceLength, BleuOptions options, Span<double> precisions,
        SumPrecision precision = SumPrecision.Exact)
    {
        precisions.Clear();
        if (!matches.ContainsAnyExcept(0))
            return 0;                                    // nothing matches: smoothing does not make a score out of nothing

        int effectiveOrder = FillPrecisions(matches, totals, options, precisions, precision);
        double logSum = 0;
        foreach (double share in precisions[..effectiveOrder])
            logSum += share == 0 ? LogOfZero : Math.Log(share);
        return BrevityPenalty(hypothesisLength, referenceLength) * Math.Exp(logSum / effectiveOrder);
    }

    public static double BrevityPenalty(long hypothesisLength, long referenceLength)
    {
        if (hypothesisLength >= referenceLength)
            return 1;
        return hypothesisLength == 0 ? 0 : Math.Exp(1 - (double)referenceLength / hypothesisLength);
    }

    // Returns the number of orders to average: all of them, or with effective order those the hypothesis is long enough for.
    private static int FillPrecisions(
        ReadOnlySpan<long> matches, ReadOnlySpan<long> totals, BleuOptions options, Span<double> precisions, SumPrecision precision)
    {
        double smoothing = options.EffectiveSmoothingValue;
        double unmatchedShare = 1;                       // exp: halves with every order without a match
        int effectiveOrder = precisions.Length;
        for (int n = 1; n <= precisions.Length; n++)
        {
            double added = options.Smoothing == BleuSmoothing.AddK && n > 1 ? smoothing : 0;
            double correct = Kept(matches[n - 1] + added, precision);
            double total = Kept(totals[n - 1] + added, precision);
            if (total == 0)
                break;
            if (options.EffectiveOrder)
                effectiveOrder = n;

            precisions[n - 1] = (correct, options.Smoothing) switch
            {
                ( > 0, _) => 100 * correct / total,
                (_, BleuSmoothing.Exp) => 100 * (unmatchedShare /= 2) / total,
                (_, BleuSmoothing.Floor) => 100 * smoothing / total,
                _ => 0,
            };
        }
        return effectiveOrder;
    }

    // What a count is once the reference tool has stored it back, smoothed, where it came from.
    private static double Kept(double count, SumPrecision precision) => precision switch
    {
        SumPrecision.Single => (float)count,
        SumPrecision.Whole => Math.Truncate(count),
        _ => count,
    };
}
