using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How a target answers to one corpus: its rate goes from 0 to the largest one tried, and the others keep their natural proportions.</summary>
/// <param name="Corpus">The corpus.</param>
/// <param name="Rates">The rates of the corpus, ascending.</param>
/// <param name="Values">The forecast at each.</param>
public sealed record ResponseCurve(string Corpus, ImmutableArray<double> Rates, ImmutableArray<MixtureForecast> Values)
{
    // Rates above this quantile of those tried say little of the corpus.
    private const double Largest = 0.95;

    /// <summary>The forecast at the last rate less that at the first, in the unit of the target.</summary>
    public double Effect => Values[^1].Value - Values[0].Value;

    /// <summary>The curve of one corpus.</summary>
    /// <param name="analysis">The analysis with the runs and the natural rates.</param>
    /// <param name="fit">The target.</param>
    /// <param name="corpus">The corpus's index.</param>
    /// <param name="points">Points on the curve, at least two.</param>
    public static ResponseCurve Of(MixtureAnalysis analysis, MixtureFit fit, int corpus, int points)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(fit);
        double[] rates = RatesOf(analysis, corpus, points);
        double[] natural = [.. analysis.Limits.Natural];
        return new(analysis.Limits.Corpora[corpus], [.. rates], [.. rates.Select(rate => fit.Forecast(At(natural, corpus, rate)))]);
    }

    /// <summary>The effect of every corpus on a target, without intervals: one number for each corpus.</summary>
    public static double[] Effects(MixtureAnalysis analysis, MixtureFit fit)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(fit);
        double[] natural = [.. analysis.Limits.Natural];
        return [.. natural.Select((_, corpus) => fit.Predict(At(natural, corpus, RatesOf(analysis, corpus, 2)[1])) - fit.Predict(At(natural, corpus, 0)))];
    }

    private static double[] RatesOf(MixtureAnalysis analysis, int corpus, int points)
    {
        double[] tried = [.. analysis.Runs.Design.Rates.Select(row => row[corpus]).Order()];
        double last = Math.Max(tried[(int)(Largest * (tried.Length - 1))], Math.Min(tried[^1], analysis.Limits.Natural[corpus]));
        last = last > 0 ? last : tried[^1];
        return [.. Enumerable.Range(0, points).Select(index => last * index / (points - 1))];
    }

    private static double[] At(double[] natural, int corpus, double rate)
    {
        double others = 1 - natural[corpus];
        return [.. natural.Select((own, j) => j == corpus ? (others > 0 ? rate : 1) : others > 0 ? own * (1 - rate) / others : 0)];
    }
}
