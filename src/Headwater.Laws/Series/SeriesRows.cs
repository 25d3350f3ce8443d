using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Rows that belong together: they differ in the scale variables and the seed alone.</summary>
internal sealed record SeriesRows(SeriesKey Key, string Metric, ImmutableArray<Observation> Rows)
{
    private static readonly string[] AlwaysNamed = ["pretraining_data", "metric"];

    /// <summary>Cuts rows into series by their <see cref="SeriesIdentity"/>, ordered by key. The order of the rows does not matter.</summary>
    public static ImmutableArray<SeriesRows> Cut(IEnumerable<Observation> rows, IReadOnlyCollection<string> scaleColumns)
    {
        SeriesIdentity identity = new(scaleColumns);
        SeriesRows[] series =
        [
            .. rows.GroupBy(row => row, identity)
                .Select(group => Make([.. group.Order(RowComparer.InEveryCell)], identity))
                .OrderBy(series => series.Key.Label, StringComparer.Ordinal),
        ];
        HashSet<string> telling = [.. AlwaysNamed, .. series.SelectMany(one => one.Key.Parts).Select(part => part.Key).Distinct().Where(column => TellsApart(column, series))];
        return [.. series.Select(one => one with { Key = one.Key with { Name = NameOf(one.Key, telling) } })];
    }

    // A column with one value everywhere tells nothing apart.
    private static bool TellsApart(string column, SeriesRows[] series) => series.Any(one => one.Key[column] != series[0].Key[column]);

    private static string NameOf(SeriesKey key, HashSet<string> telling) =>
        string.Join(", ", key.Parts.Where(part => telling.Contains(part.Key)).Select(part => $"{part.Key} {part.Value}"));

    private static SeriesRows Make(ImmutableArray<Observation> rows, SeriesIdentity identity)
    {
        Observation first = rows[0];
        List<KeyValuePair<string, string>> parts = [];
        foreach (ObservationColumn column in identity.Columns)
        {
            // Under a series column other columns may vary; what varies does not name the series.
            if (column.Write(first) is { } text && rows.All(row => column.AreEqual(row, first)))
            {
                parts.Add(new(column.Name, text));
            }
        }

        if (identity.IncludesRates(first))
        {
            parts.AddRange(first.Rates.Select(rate => KeyValuePair.Create(ObservationColumn.RatePrefix + rate.Key, ObservationColumn.Text(rate.Value)!)));
        }

        return new(new([.. parts]), first.Metric, rows);
    }
}
