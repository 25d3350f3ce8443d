using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// Where the means of resampled documents lie, as rouge_score's BootstrapAggregator says it: two percentiles and the median, of precision, recall
/// and F1 each by itself. rouge_score draws without a seed, so its digits vary from run to run; ours do not.
/// </summary>
public sealed record RougeInterval
{
    /// <summary>The percentile (1 − level) / 2.</summary>
    public required RougeMeasure Low { get; init; }

    /// <summary>The median, which rouge_score prints as the score.</summary>
    public required RougeMeasure Mid { get; init; }

    /// <summary>The percentile (1 + level) / 2.</summary>
    public required RougeMeasure High { get; init; }

    /// <summary>One interval per type, in the order of the documents' measures. <paramref name="level"/> is 0 to 1; equal seeds give equal intervals.</summary>
    public static RougeInterval[] Of(
        IReadOnlyList<RougeDocument> documents, double level = 0.95, int resamples = BootstrapError.DefaultResamples, ulong seed = BootstrapError.DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 0)
            throw new ArgumentException("There are 0 documents; expected at least one.", nameof(documents));
        if (level is not (>= 0 and <= 1))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The level is {level:R}; expected 0 to 1, usually 0.95."), nameof(level));

        int types = documents[0].Measures.Length;
        RougeMeasure[][] means = [.. Enumerable.Range(0, types).Select(_ => new RougeMeasure[resamples])];
        Resampling.ForEach(documents.Count, resamples, seed, (r, times) =>
        {
            for (int type = 0; type < types; type++)
                means[type][r] = Mean(documents, times, type);
        });
        return [.. means.Select(ofType => Of(ofType, level))];
    }

    private static RougeInterval Of(RougeMeasure[] means, double level)
    {
        double[] precisions = [.. means.Select(mean => mean.Precision).Order()];
        double[] recalls = [.. means.Select(mean => mean.Recall).Order()];
        double[] scores = [.. means.Select(mean => mean.F1).Order()];
        RougeMeasure At(double share) => new(Percentile(precisions, share), Percentile(recalls, share), Percentile(scores, share));
        return new RougeInterval { Low = At((1 - level) / 2), Mid = At(0.5), High = At((1 + level) / 2) };
    }

    private static RougeMeasure Mean(IReadOnlyList<RougeDocument> documents, int[] times, int type)
    {
        double precision = 0, recall = 0, f1 = 0;
        for (int i = 0; i < times.Length; i++)
        {
            RougeMeasure measure = documents[i].Measures[type];
            precision += times[i] * measure.Precision;
            recall += times[i] * measure.Recall;
            f1 += times[i] * measure.F1;
        }
        return new RougeMeasure(precision / times.Length, recall / times.Length, f1 / times.Length);
    }

    // Linear between order statistics: definition 7 of Hyndman and Fan 1996 (doi:10.2307/2684934), NumPy's default.
    private static double Percentile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
