using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The points of a series as a fit takes them: with the errors, runs, seeds and answers that its rows tell of.</summary>
internal static class SeriesData
{
    public static FitData Of(SeriesRows series, ImmutableArray<MeasuredPoint> places, MetricRange range, AnalysisOptions options, List<string> warnings)
    {
        IScoreLink? link = LinkOf(series, places, range, options, warnings);
        double[] values = link?.Shares() ?? [.. places.Select(place => place.Y)];
        return new(
            [.. places.Select(place => place.Scales)],
            values,
            [.. places.Select((place, i) => place.StandardError / (link is null ? values[i] : values[i] * link.Span))])
        {
            HasErrors = !MetricTraits.IsShareOfAnswers(series.Metric) && places.All(place => !place.Rows.IsEmpty && place.Rows.All(row => row.StandardError > 0)),
            Groups = link is null ? RowGroups.Of([.. places.Select(place => place.Rows)]) : null,
            Link = link,
        };
    }

    // Under another loss values are fitted as they are. A loss that was asked for and has nothing to rest on is said to be replaced.
    private static IScoreLink? LinkOf(SeriesRows series, ImmutableArray<MeasuredPoint> places, MetricRange range, AnalysisOptions options, List<string> warnings)
    {
        if (options.Loss is LossKind.Gaussian && !places.Any(place => place.StandardError > 0))
        {
            warnings.Add($"{series.Key.Name}: no gaussian likelihood, as no row has a stderr above 0; fitted by huber losses.");
        }

        if (options.Loss != LossKind.Binomial)
        {
            return options.Floor == ScoreFloor.Chance ? FloorOf(series, places, range, warnings) : null;
        }

        (BinomialLink? answers, string? missing) = BinomialLinkRule.Of(series.Metric, range, places, options.Floor ?? ScoreFloor.Chance);
        if (answers is null)
        {
            warnings.Add($"{series.Key.Name}: no binomial likelihood, as {missing}; fitted by huber losses.");
        }

        return answers;
    }

    private static ChanceFloor? FloorOf(SeriesRows series, ImmutableArray<MeasuredPoint> places, MetricRange range, List<string> warnings)
    {
        double?[] chances = [.. places.SelectMany(place => place.Rows).Select(row => row.Chance).Distinct()];
        if (chances is [{ } chance] && chance < range.Maximum && double.IsFinite(range.Maximum))
        {
            return new(new(chance, range.Maximum), [.. places.Select(place => place.Y)]);
        }

        warnings.Add($"{series.Key.Name}: no floor at chance, as {(chances.Length > 1 ? "chance differs between rows" : chances is [{ }] ? "chance is not below the metric's best value, or that is not known" : "there is no column chance")}; the law gives the value itself.");
        return null;
    }
}
