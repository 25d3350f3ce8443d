namespace Headwater.Laws;

/// <summary>Finds the column that is the scale of a series if it was not named: the one that varies most.</summary>
internal static class SeriesScales
{
    // In the order of preference among equals: what the paper's laws are about comes first.
    private static readonly string[] Columns = [AnalysisOptions.DefaultScale, "finetuning_examples", "finetuning_tokens", "parameters", "compute", "unique_tokens"];

    /// <summary>The series of a table with the column of each one's scale. Series that are not named by a column of their own are cut by the scale of the whole table.</summary>
    public static IEnumerable<(SeriesRows Series, string Column)> Of(IReadOnlyCollection<Observation> rows, string? scale, SeveralRuns severalRuns)
    {
        string whole = scale ?? MostVaried(rows);
        return SeriesRows.Cut(rows, [whole], severalRuns, scale is null ? MostVaried : null).Select(series => (series, scale ?? (series.Rows[0].Series is null ? whole : MostVaried(series.Rows))));
    }

    private static string MostVaried(IReadOnlyCollection<Observation> rows) =>
        Columns.MaxBy(column => rows.Select(row => ScaleColumns.Read(row, column)).Where(value => value > 0).Distinct().Count())!;
}
