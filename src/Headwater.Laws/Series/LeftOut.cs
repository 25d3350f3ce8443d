namespace Headwater.Laws;

/// <summary>Says which rows of a series are shown but not fitted, because the law is in logarithms.</summary>
internal static class LeftOut
{
    public static IEnumerable<string> Warnings(SeriesRows series, IReadOnlyList<string> columns)
    {
        foreach (string column in columns.Where(column => !ScaleColumns.MayBeZero(column)))
        {
            int none = series.Rows.Count(row => ScaleColumns.Read(row, column) <= 0);
            if (none > 0)
            {
                yield return $"{series.Key.Name}: {none} {(none == 1 ? "row has" : "rows have")} {column} at 0 or below and {(none == 1 ? "is" : "are")} shown but not fitted.";
            }
        }

        Observation[] noLogarithm = [.. series.Rows.Where(row => row.Value <= 0)];
        if (noLogarithm is [var first, ..])
        {
            string where = string.Join("/", columns.Select(column => Numerals.Size(ScaleColumns.Read(first, column)!.Value)));
            yield return $"{series.Key.Name}: {noLogarithm.Length} {(noLogarithm.Length == 1 ? "value is" : "values are")} not above 0 (first: {Numerals.Short(first.Value)} at {where}) and {(noLogarithm.Length == 1 ? "has" : "have")} no logarithm: shown but not fitted.";
        }
    }
}
