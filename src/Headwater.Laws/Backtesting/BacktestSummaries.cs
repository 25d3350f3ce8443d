using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Sums up backtests law by law, and compares each law with <c>auto</c> on the series that both forecast.</summary>
internal static class BacktestSummaries
{
    private const int Draws = 2000;

    public static ImmutableArray<BacktestSummary> Of(IEnumerable<Backtest> backtests, double level, ulong seed)
    {
        Dictionary<string, Backtest[]> byLaw = backtests.GroupBy(backtest => backtest.Law, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        Dictionary<SeriesKey, double> auto = byLaw.GetValueOrDefault(LawCatalogue.Auto, []).ToDictionary(backtest => backtest.Series, backtest => backtest.Error);
        return [.. byLaw.Select(law => Summarise(law.Key, law.Value, auto, level, seed)).OrderBy(summary => summary.MedianError).ThenBy(summary => summary.Law, StringComparer.Ordinal)];
    }

    private static BacktestSummary Summarise(string law, Backtest[] backtests, Dictionary<SeriesKey, double> auto, double level, ulong seed)
    {
        double[] errors = [.. backtests.Select(backtest => backtest.Error)];
        BacktestTarget[] bounded = [.. backtests.SelectMany(backtest => backtest.Targets).Where(target => double.IsFinite(target.Low) && double.IsFinite(target.High))];
        (double Auto, double Law)[] pairs = law == LawCatalogue.Auto ? [] : [.. backtests.Where(backtest => auto.ContainsKey(backtest.Series)).Select(backtest => (auto[backtest.Series], backtest.Error))];
        (double InMedian, double InMean)? better = Compare(pairs, seed);
        return new()
        {
            Law = law,
            Series = backtests.Length,
            MedianError = Median([.. errors]),
            MeanError = errors.Average(),
            Coverage = bounded.Length == 0 ? null : bounded.Average(target => target.Actual >= target.Low && target.Actual <= target.High ? 1.0 : 0.0),
            IntervalWidth = bounded.Length == 0 ? null : bounded.Average(target => Math.Log(target.High / target.Low)),
            IntervalScore = bounded.Length == 0 ? null : bounded.Average(target => ScoreOf(target, level)),
            AutoMedianError = pairs.Length == 0 ? null : Median([.. pairs.Select(pair => pair.Auto)]),
            AutoMeanError = pairs.Length == 0 ? null : pairs.Average(pair => pair.Auto),
            AutoBetterInMedian = better?.InMedian,
            AutoBetterInMean = better?.InMean,
        };
    }

    private static double ScoreOf(BacktestTarget target, double level)
    {
        (double low, double high, double actual) = (Math.Log(target.Low), Math.Log(target.High), Math.Log(target.Actual));
        return high - low + (2 / (1 - level) * (Math.Max(0, low - actual) + Math.Max(0, actual - high)));
    }

    // Both are drawn on the same series, so what makes a series hard for both does not count; ties count half.
    private static (double InMedian, double InMean)? Compare((double Auto, double Law)[] pairs, ulong seed)
    {
        if (pairs.Length < 2)
        {
            return null;
        }

        RandomStream random = new(seed);
        double[] auto = new double[pairs.Length];
        double[] law = new double[pairs.Length];
        double inMedian = 0;
        double inMean = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double sum = 0;
            for (int i = 0; i < pairs.Length; i++)
            {
                (auto[i], law[i]) = pairs[random.NextInt32(pairs.Length)];
                sum += auto[i] - law[i];
            }

            inMean += Share(sum);
            inMedian += Share(Median(auto) - Median(law));
        }

        return (inMedian / Draws, inMean / Draws);
    }

    private static double Share(double difference) => difference < 0 ? 1 : difference == 0 ? 0.5 : 0;

    // Sorts what it is given.
    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
