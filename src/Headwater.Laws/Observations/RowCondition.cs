using System.Globalization;

namespace Headwater.Laws;

/// <summary>Conditions for <c>--where</c> that select the rows of one series.</summary>
internal static class RowCondition
{
    /// <summary>The condition for the series of a row, by the names that it has.</summary>
    public static string OfSeries(Observation row) => string.Join(" and ", new (string Column, string? Text)[] { ("pretraining_data", row.PretrainingData), ("series", row.Series), ("task", row.Task), ("metric", row.Metric) }
        .Where(part => part.Text is not null).Select(part => Equal(part.Column, part.Text!)));

    /// <summary>The condition that a column has a text.</summary>
    public static string Equal(string column, string text) => $"{column} = '{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The condition for its rows at one scale.</summary>
    public static string At(Observation row, string scale, double value) => $"{OfSeries(row)} and {scale} = {value.ToString("0.################", CultureInfo.InvariantCulture)}";
}
