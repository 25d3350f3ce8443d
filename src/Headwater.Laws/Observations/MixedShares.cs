namespace Headwater.Laws;

/// <summary>Finds scores that are fractions in some rows of a series and percentages in others.</summary>
internal static class MixedShares
{
    // No score grows a hundredfold from one row to the next; the smallest percentage and the largest fraction of one curve lie further apart than this.
    private const double LeastGap = 8;
    private const int SeriesShown = 3;

    public static IEnumerable<string> Of(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        string[] found =
        [
            .. Enumerable.Range(0, rows.Count).Where(index => rows[index].Value > 0 && MetricTraits.Of(rows[index].Metric).Maximum is not null)
                .GroupBy(index => (rows[index].Source, rows[index].Series, rows[index].PretrainingData, rows[index].Model, rows[index].Task, rows[index].Metric))
                .Select(series => Describe([.. series], rows, places)).OfType<string>(),
        ];
        return found.Length <= SeriesShown ? found : found.Take(SeriesShown).Append($"{found.Length - SeriesShown} more series mix fractions and percentages.");
    }

    private static string? Describe(int[] series, IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        int[] fractions = [.. series.Where(index => rows[index].Value <= 1)];
        int[] percentages = [.. series.Where(index => rows[index].Value > 1)];
        if (fractions.Length == 0 || percentages.Length == 0)
        {
            return null;
        }

        double largest = fractions.Max(index => rows[index].Value);
        double smallest = percentages.Min(index => rows[index].Value);
        Observation first = rows[series[0]];
        string name = string.Join(", ", new[] { first.PretrainingData ?? first.Series ?? first.Model, first.Task, first.Metric }.OfType<string>());
        return smallest / largest < LeastGap ? null
            : $"{name}: {fractions.Length} {(fractions.Length == 1 ? "value is a fraction" : "values are fractions")} ({Numerals.Short(rows[fractions[0]].Value)} in {places[fractions[0]]}) and {percentages.Length} "
                + $"{(percentages.Length == 1 ? "a percentage" : "percentages")} ({Numerals.Short(rows[percentages[0]].Value)} in {places[percentages[0]].From(places[fractions[0]])}). Give all rows of a series in one unit.";
    }
}
