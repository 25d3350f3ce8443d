using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The points of a series as a fit takes them: with the errors, runs, seeds and answers that its rows tell of.</summary>
internal static class SeriesData
{
    public static FitData Of(SeriesRows series, ImmutableArray<Place> places, MetricRange range, AnalysisOptions options, List<string> warnings)
    {
        Answers? answers = AnswersOf(series, places, range, options, warnings);
        double[] values = answers?.Shares() ?? [.. places.Select(place => place.Point.Y)];
        return new(
            [.. places.Select(place => place.Scales)],
            values,
            [.. places.Select((place, i) => place.Point.StandardError / (answers is null ? values[i] : values[i] * answers.Span))])
        {
            HasErrors = !MetricTraits.IsShareOfAnswers(series.Metric) && places.All(place => !place.Rows.IsEmpty && place.Rows.All(row => row.StandardError > 0)),
            Groups = answers is null ? RowGroups.Of([.. places.Select(place => place.Rows)]) : null,
            Answers = answers,
        };
    }

    // Under another loss values are fitted as they are. A loss that was asked for and has nothing to rest on is said to be replaced.
    private static Answers? AnswersOf(SeriesRows series, ImmutableArray<Place> places, MetricRange range, AnalysisOptions options, List<string> warnings)
    {
        if (options.Loss is LossKind.Gaussian && !places.Any(place => place.Point.StandardError > 0))
        {
            warnings.Add($"{series.Key.Name}: no gaussian likelihood, as no row has a stderr above 0; fitted by huber losses.");
        }

        if (options.Loss != LossKind.Binomial)
        {
            return null;
        }

        (Answers? answers, string? missing) = AnswerRule.Of(series.Metric, range, places);
        if (answers is null)
        {
            warnings.Add($"{series.Key.Name}: no binomial likelihood, as {missing}; fitted by huber losses.");
        }

        return answers;
    }
}
