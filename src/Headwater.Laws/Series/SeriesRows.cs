using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Rows that belong together: they differ in the scale variables and the seed alone.</summary>
internal sealed record SeriesRows(SeriesKey Key, string Metric, ImmutableArray<Observation> Rows)
{
    private static readonly string[] AlwaysNamed = ["pretraining_data", "metric"];

    /// <summary>
    /// Cuts rows into series, ordered by key: by the <c>series</c> column where a row has one, else by every identifying column that is not a
    /// scale variable. The order of the rows does not matter.
    /// </summary>
    public static ImmutableArray<SeriesRows> Cut(IEnumerable<Observation> rows, IReadOnlyCollection<string> scaleColumns)
    {
        ObservationColumn[] identity = [.. ObservationColumn.All.Where(column => IsIdentity(column.Name, scaleColumns))];
        SeriesRows[] series =
        [
            .. rows.GroupBy(row => GroupOf(row, identity), StringComparer.Ordinal)
                .Select(group => Make([.. group.OrderBy(Replicates.IdentityOf, StringComparer.Ordinal).ThenBy(row => row.Value)], identity))
                .OrderBy(series => series.Key.Label, StringComparer.Ordinal),
        ];
        HashSet<string> telling = [.. AlwaysNamed, .. series.SelectMany(one => one.Key.Parts).Select(part => part.Key).Distinct().Where(column => TellsApart(column, series))];
        return [.. series.Select(one => one with { Key = one.Key with { Name = NameOf(one.Key, telling) } })];
    }

    // A column with one value everywhere tells nothing apart.
    private static bool TellsApart(string column, SeriesRows[] series) => series.Any(one => one.Key[column] != series[0].Key[column]);

    private static string NameOf(SeriesKey key, HashSet<string> telling) =>
        string.Join(", ", key.Parts.Where(part => telling.Contains(part.Key)).Select(part => $"{part.Key} {part.Value}"));

    private static bool IsIdentity(string column, IReadOnlyCollection<string> scaleColumns)
    {
        // The two finetuning sizes go together, and so do a model's name and its sizes; compute and a measured loss go with every size.
        bool any = scaleColumns.Contains("compute") || scaleColumns.Contains(ScaleColumns.MeasuredLoss);
        bool finetuning = scaleColumns.Contains(ScaleColumns.MeasuredLoss) || scaleColumns.Contains("finetuning_examples") || scaleColumns.Contains("finetuning_tokens");
        bool size = any || scaleColumns.Contains("parameters") || scaleColumns.Contains("parameters_without_embeddings");
        bool tokens = any || scaleColumns.Contains("pretraining_tokens") || scaleColumns.Contains("unique_tokens");
        return column switch
        {
            "source" or "series" or "pretraining_data" or "finetuning_data" or "task" or "metric" or "signature" => true,
            "parameters" or "model" => !size,
            "pretraining_tokens" => !tokens,
            "finetuning_examples" or "finetuning_tokens" => !finetuning,
            _ => false,
        };
    }

    private static string GroupOf(Observation row, ObservationColumn[] identity) => row.Series is null
        ? string.Join('\u001f', identity.Select(column => column.Write(row)).Concat(row.PretrainingData is null ? RateTexts(row).Select(rate => $"{rate.Key}={rate.Value}") : []))
        : string.Join('\u001f', "series", row.Source, row.Series, row.Metric);

    private static SeriesRows Make(ImmutableArray<Observation> rows, ObservationColumn[] identity)
    {
        List<KeyValuePair<string, string>> parts = [];
        foreach (ObservationColumn column in identity)
        {
            // Under a series column other columns may vary; what varies does not name the series.
            if (column.Write(rows[0]) is { } text && rows.All(row => column.Write(row) == text))
            {
                parts.Add(new(column.Name, text));
            }
        }

        if (rows[0].PretrainingData is null && rows[0].Series is null)
        {
            parts.AddRange(RateTexts(rows[0]));
        }

        return new(new([.. parts]), rows[0].Metric, rows);
    }

    private static IEnumerable<KeyValuePair<string, string>> RateTexts(Observation row) =>
        row.Rates.Select(rate => KeyValuePair.Create(ObservationColumn.RatePrefix + rate.Key, ObservationColumn.Text(rate.Value)!));
}
