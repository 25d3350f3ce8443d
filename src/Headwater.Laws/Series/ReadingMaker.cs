using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Tells how a table was understood, from the series it was cut into.</summary>
internal static class ReadingMaker
{
    private const int NamesShown = 6;

    /// <param name="table">The table.</param>
    /// <param name="cut">The series with the columns that are their scales.</param>
    /// <param name="assumed">What was assumed beyond what the table tells of itself.</param>
    public static Reading Of(ObservationTable table, IReadOnlyCollection<(SeriesRows Series, string[] Columns)> cut, IEnumerable<string> assumed)
    {
        int left = cut.Sum(item => item.Series.RunsLeftOut);
        return new()
        {
            Rows = Math.Max(table.RowsRead, table.Rows.Length),
            Used = cut.Sum(item => item.Series.Rows.Length),
            Series = cut.Count,
            Scales = cut.Select(item => PlacesOf(item.Series, item.Columns).Count()).DefaultIfEmpty().Max(),
            ScaleColumns = [.. cut.SelectMany(item => item.Columns).Distinct()],
            Metrics =
            [
                .. cut.GroupBy(item => item.Series.Metric, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new MetricReading(group.Key, DirectionOf([.. group.SelectMany(item => item.Series.Rows)], group.Key), group.Count())),
            ],
            Averaged = [.. Averaged(table, cut)],
            Ignored = [.. table.Ignored, .. left == 0 ? [] : new[] { $"{left} runs at a scale that has a {(table.SeveralRuns == SeveralRuns.Best ? "better" : "later")} one (--several-runs {Spelled(table.SeveralRuns)})" }, .. Unused(table, cut)],
            Assumed = [.. table.Assumed, .. Baseline(table, cut), .. assumed],
            Warnings = table.Warnings,
        };
    }

    /// <summary>Whether a larger value of a metric is better, by its rows or else by its name; <c>null</c> where neither says.</summary>
    public static bool? DirectionOf(IReadOnlyCollection<Observation> rows, string metric)
    {
        bool?[] given = [.. rows.Select(row => row.HigherIsBetter).Where(flag => flag is not null).Distinct()];
        return given.Length == 1 ? given[0] : MetricTraits.Of(metric).HigherIsBetter;
    }

    private static IEnumerable<string> Averaged(ObservationTable table, IReadOnlyCollection<(SeriesRows Series, string[] Columns)> cut)
    {
        Observation[][] places = [.. cut.SelectMany(item => PlacesOf(item.Series, item.Columns)).Select(place => place.ToArray()).Where(rows => rows.Length > 1)];
        Observation[][] seeds = [.. places.Where(rows => rows.Any(row => row.Seed is not null))];
        Observation[][] runs = [.. places.Except(seeds).Where(rows => rows.Select(row => row.Run).Distinct().Skip(1).Any())];
        Observation[][] rest = [.. places.Except(seeds).Except(runs)];
        string[] differing = [.. cut.SelectMany(item => item.Series.Differing).Distinct().Order(StringComparer.Ordinal)];
        string besides = differing.Length == 0 ? "" : $", which differ in {List(differing)}";
        if (seeds.Length > 0)
        {
            yield return $"up to {seeds.Max(rows => rows.Length)} seeds at {Scales(seeds.Length)}";
        }

        if (runs.Length > 0)
        {
            yield return $"up to {runs.Max(rows => rows.Length)} runs without a seed at {Scales(runs.Length)}{besides} (--several-runs {Spelled(table.SeveralRuns)})";
        }

        if (rest.Length > 0)
        {
            yield return $"up to {rest.Max(rows => rows.Length)} rows without a seed or run at {Scales(rest.Length)}{besides} (--several-runs {Spelled(table.SeveralRuns)})";
        }
    }

    private static IEnumerable<string> Baseline(ObservationTable table, IReadOnlyCollection<(SeriesRows Series, string[] Columns)> cut)
    {
        int count = cut.Any(item => item.Columns.Contains("pretraining_tokens")) ? table.Rows.Count(row => row.IsScratch) : 0;
        return count == 0 ? [] : [$"{count} {(count == 1 ? "row with 0 pretraining tokens is" : "rows with 0 pretraining tokens are")} of the model without pretraining"];
    }

    // What is no scale, tells no series apart and was not averaged over.
    private static IEnumerable<string> Unused(ObservationTable table, IReadOnlyCollection<(SeriesRows Series, string[] Columns)> cut)
    {
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach ((SeriesRows series, string[] columns) in cut)
        {
            used.UnionWith(columns);
            used.UnionWith(series.Settings.Select(setting => setting.Key));
            used.UnionWith(series.Differing);
        }

        string[] unused = [.. table.UnknownColumns.Where(column => !used.Contains(column) && !SideColumns.IsSeed(column) && !SideColumns.IsStep(column) && !SideColumns.IsTime(column)
            && !table.Ignored.Any(phrase => phrase.StartsWith($"{column} (", StringComparison.Ordinal)))];
        if (unused.Length > 0)
        {
            yield return $"{List(unused)} ({(unused.Length == 1 ? "tells" : "tell")} no rows at one scale apart)";
        }

        int outside = table.Rows.Count(row => !row.IsScratch) - cut.Sum(item => item.Series.Rows.Length + item.Series.RunsLeftOut);
        if (outside > 0 && cut.Count > 0)
        {
            yield return $"{outside} {(outside == 1 ? "row" : "rows")} of other metrics or without {string.Join(" or ", cut.SelectMany(item => item.Columns).Distinct())}";
        }
    }

    private static IEnumerable<IGrouping<string, Observation>> PlacesOf(SeriesRows series, string[] columns) =>
        series.Rows.GroupBy(row => string.Join('/', columns.Select(column => ObservationColumn.Text(ScaleColumns.Read(row, column)))), StringComparer.Ordinal);

    private static string Scales(int count) => count == 1 ? "1 scale" : $"{count} scales";

    private static string List(string[] names) => names.Length <= NamesShown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(NamesShown))} and {names.Length - NamesShown} more";

    private static string Spelled(SeveralRuns choice) => choice.ToString().ToLowerInvariant();
}
