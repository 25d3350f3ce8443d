using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Finds series whose values are not in one unit: fractions beside percentages, losses beside perplexities. Nobody but the reader knows what such a series says, so it is left out.
/// </summary>
/// <param name="LeftOut">The rows of these series, by index.</param>
/// <param name="Reasons">Why, a sentence for each series, with its first two values and a hint.</param>
internal sealed record MixedUnits(ImmutableArray<int> LeftOut, ImmutableArray<string> Reasons)
{
    // The smallest percentage and the largest fraction of one curve are further apart than this, since no score grows eightfold from one checkpoint to the next …
    private const double LeastGap = 8;

    // … but one that starts at its floor may, once.
    private const double LeastGapOfOneStep = 40;

    // A loss between its neighbours lies within this share of them; beyond the first or the last one it may lie further off.
    private const double NearNeighbours = 0.07;
    private const double NearOneNeighbour = 0.15;

    // Perplexities are further from losses than losses are from each other.
    private const double LeastGapOfPerplexities = 2;

    // One perplexity in a long curve may as well be a run that diverged, which robust fits leave alone.
    private const int LongCurve = 8;

    private static readonly RowComparer AllSizes = RowComparer.InPlaceWithout("seed", "pretraining_tokens", "parameters", "finetuning_examples", "finetuning_tokens");
    private static readonly RowComparer OneSize = RowComparer.InPlaceWithout("seed", "pretraining_tokens");

    /// <summary>The series of rows whose unit is not known.</summary>
    public static MixedUnits Of(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        List<int> leftOut = [];
        List<string> reasons = [];
        foreach (int[] series in Enumerable.Range(0, rows.Count).GroupBy(index => rows[index], AllSizes).Select(group => group.ToArray()).SelectMany(group => PartsOf(group, rows)))
        {
            MetricTraits traits = MetricTraits.Of(rows[series[0]].Metric);
            int[] positive = [.. series.Where(index => rows[index].Value > 0)];
            if ((traits.Maximum is not null ? Shares(positive, rows, places) : traits.HigherIsBetter is false ? Perplexities(positive, rows, places) : null) is { } reason)
            {
                leftOut.AddRange(series);
                reasons.Add(reason);
            }
        }

        return new([.. leftOut], [.. reasons]);
    }

    // A small model or finetuning set may have a BLEU below 1 where a larger one has 25; an accuracy above 1 is no fraction at any size.
    private static IEnumerable<int[]> PartsOf(int[] group, IReadOnlyList<Observation> rows) =>
        MetricTraits.Of(rows[group[0]].Metric).Maximum is > 1 ? group.GroupBy(index => rows[index], OneSize).Select(part => part.ToArray()) : [group];

    private static string? Shares(int[] series, IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        int[] fractions = [.. series.Where(index => rows[index].Value <= 1)];
        int[] percentages = [.. series.Where(index => rows[index].Value > 1)];
        if (fractions.Length == 0 || percentages.Length == 0)
        {
            return null;
        }

        double gap = percentages.Min(index => rows[index].Value) / fractions.Max(index => rows[index].Value);
        bool isOneStep = fractions.Max(index => ScaleOf(rows[index])) < percentages.Min(index => ScaleOf(rows[index]));
        return gap < (isOneStep ? LeastGapOfOneStep : LeastGap) ? null
            : Describe(rows, places, fractions, "fraction", percentages, "percentage", 1);
    }

    private static string? Perplexities(int[] series, IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        int[] byValue = [.. series.OrderBy(index => rows[index].Value)];
        int cut = Enumerable.Range(1, Math.Max(0, byValue.Length - 1)).OrderByDescending(at => rows[byValue[at]].Value / rows[byValue[at - 1]].Value).FirstOrDefault();
        if (cut == 0 || rows[byValue[cut]].Value / rows[byValue[cut - 1]].Value < LeastGapOfPerplexities)
        {
            return null;
        }

        int[] losses = byValue[..cut];
        int[] perplexities = byValue[cut..];
        (int[] few, int[] most) = perplexities.Length <= losses.Length ? (perplexities, losses) : (losses, perplexities);
        double Nats(int index) => Array.IndexOf(losses, index) >= 0 ? rows[index].Value : Math.Log(rows[index].Value);
        return (few.Length > 1 || series.Length <= LongCurve) && most.Length > 1 && Array.TrueForAll(few, index => IsBetweenNeighbours(index, most, rows, Nats))
            ? Describe(rows, places, losses, "loss", perplexities, "perplexity", Math.Sqrt(rows[byValue[cut]].Value * rows[byValue[cut - 1]].Value))
            : null;
    }

    private static bool IsBetweenNeighbours(int index, int[] others, IReadOnlyList<Observation> rows, Func<int, double> nats)
    {
        double scale = ScaleOf(rows[index]);
        int[] sameSize = [.. others.Where(other => rows[other].Parameters == rows[index].Parameters)];
        int[] below = [.. sameSize.Where(other => ScaleOf(rows[other]) <= scale).OrderByDescending(other => ScaleOf(rows[other])).Take(1)];
        int[] above = [.. sameSize.Where(other => ScaleOf(rows[other]) >= scale).OrderBy(other => ScaleOf(rows[other])).Take(1)];
        double[] near = [.. below.Concat(above).Select(nats)];
        double share = below.Length + above.Length == 2 ? NearNeighbours : NearOneNeighbour;
        return near.Length > 0 && nats(index) >= near.Min() * (1 - share) && nats(index) <= near.Max() * (1 + share);
    }

    private static double ScaleOf(Observation row) => row.PretrainingTokens ?? row.FinetuningExamples ?? row.FinetuningTokens ?? row.Compute ?? row.Parameters ?? 0;

    private static string Describe(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places, int[] small, string smallUnit, int[] large, string largeUnit, double limit)
    {
        Observation first = rows[small[0]];
        string name = string.Join(", ", new[] { first.PretrainingData ?? first.Series ?? first.Model, first.Task, first.Metric }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase));
        int one = small.Min();
        int other = large.Min();
        string side = small.Length >= large.Length ? ">" : "<=";
        return $"{name}: the unit of this series is not known, since {Count(small.Length, smallUnit)} ({Numerals.Short(rows[one].Value)} in {places[one]}) and {Count(large.Length, largeUnit)} ({Numerals.Short(rows[other].Value)} in {places[other].From(places[one])}) are mixed; expected one unit."
            + $"\nhint: correct the cells, or leave one kind out with --where \"not ({RowCondition.OfSeries(first)} and value {side} {Numerals.Short(limit)})\".";
    }

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {(unit is "loss" ? "losses" : unit is "perplexity" ? "perplexities" : unit + "s")}";
}
