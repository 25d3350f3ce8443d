namespace Headwater.Metrics;

/// <summary>
/// chrF from summed statistics.  chrF = (1 + β²) · P · R / (β² · P + R),  with P and R the precision and recall averaged over the orders
/// that both sides are long enough to have. Popović 2015 (W15-3049), 2017 (W17-4770).
/// </summary>
internal static class ChrfFormula
{
    private const double Epsilon = 1e-16;                // chrF++.py's stand-in for a missing order

    public static double Score(
        ReadOnlySpan<long> hypothesisTotals, ReadOnlySpan<long> referenceTotals, ReadOnlySpan<long> matches, ChrfOptions options,
        SumPrecision sums = SumPrecision.Exact)
    {
        double betaSquared = (double)options.Beta * options.Beta;
        double smoothedSum = 0, precisionSum = 0, recallSum = 0;
        int effectiveOrders = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            double precision = hypothesisTotals[i] > 0 ? Ratio(matches[i], hypothesisTotals[i], sums) : Epsilon;
            double recall = referenceTotals[i] > 0 ? Ratio(matches[i], referenceTotals[i], sums) : Epsilon;
            double denominator = betaSquared * precision + recall;
            smoothedSum += denominator > 0 ? (1 + betaSquared) * precision * recall / denominator : Epsilon;

            if (hypothesisTotals[i] > 0 && referenceTotals[i] > 0)
            {
                precisionSum += precision;
                recallSum += recall;
                effectiveOrders++;
            }
        }
        return options.EpsSmoothing
            ? 100 * smoothedSum / matches.Length
            : EffectiveScore(precisionSum, recallSum, effectiveOrders, betaSquared);
    }

    private static double Ratio(long matches, long total, SumPrecision sums)
    {
        double ratio = (double)matches / total;
        return sums == SumPrecision.Single ? (float)ratio : ratio;
    }

    private static double EffectiveScore(double precisionSum, double recallSum, int orders, double betaSquared)
    {
        if (orders == 0 || precisionSum + recallSum == 0)
            return 0;
        double precision = precisionSum / orders;
        double recall = recallSum / orders;
        return 100 * ((1 + betaSquared) * precision * recall / (betaSquared * precision + recall));
    }
}
