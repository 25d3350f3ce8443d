using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How a table was understood before anything was computed from it: what counts, what was averaged, ignored and assumed.</summary>
public sealed record Reading
{
    /// <summary>Rows of the input after <c>--where</c>; a row of a wide table counts once for each of its metric columns.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that belong to a series.</summary>
    public required int Used { get; init; }

    /// <summary>How many series the rows form.</summary>
    public required int Series { get; init; }

    /// <summary>How many distinct scales the longest series has.</summary>
    public required int Scales { get; init; }

    /// <summary>The columns that are the scale, in the order of the law's variables.</summary>
    public ImmutableArray<string> ScaleColumns { get; init; } = [];

    /// <summary>The metrics that were read, by name.</summary>
    public required ImmutableArray<MetricReading> Metrics { get; init; }

    /// <summary>What was averaged, as phrases.</summary>
    public ImmutableArray<string> Averaged { get; init; } = [];

    /// <summary>Columns and rows that nothing was computed from, as phrases with the reason.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>What the table does not say and was assumed, as phrases.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>What makes the reading, or what follows from it, doubtful, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>How a table is read over given scales: rows that have no number in one of them are left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns that are the scales.</param>
    /// <param name="metric">The one metric that counts; <c>null</c> for all.</param>
    public static Reading Over(ObservationTable table, IReadOnlyList<string> columns, string? metric)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        IEnumerable<Observation> rows = table.Rows.Where(row => (metric is null || LogLikelihoods.IsMetric(row.Metric, metric)) && columns.All(column => Headwater.Laws.ScaleColumns.Read(row, column) is not null));
        return ReadingMaker.Of(table, [.. SeriesRows.Cut(rows, columns, table.SeveralRuns).Select(series => (series, columns.ToArray()))], []);
    }

    /// <summary>How a backtest reads a table: each series over the scale given, or over the one that varies most.</summary>
    public static Reading OfBacktest(ObservationTable table, string? scale, string? metric)
    {
        ArgumentNullException.ThrowIfNull(table);
        Observation[] rows = [.. table.Rows.Where(row => metric is null || LogLikelihoods.IsMetric(row.Metric, metric))];
        return ReadingMaker.Of(table, rows.Length == 0 ? [] : [.. SeriesScales.Of(rows, scale, table.SeveralRuns).Select(item => (item.Series, new[] { item.Column }))], []);
    }

    /// <summary>How a selection of models reads a table: over the size of the finetuning set.</summary>
    public static Reading OfSelection(ObservationTable table, string? metric)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Over(table, [Headwater.Laws.ScaleColumns.ColumnOf(Headwater.Laws.ScaleColumns.FinetuningSize, table)], metric);
    }
}

/// <summary>A metric of a table.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="HigherIsBetter">Whether a larger value is better; <c>null</c> where nothing says so, and then no decision may rest on it.</param>
/// <param name="Series">How many series it has.</param>
public sealed record MetricReading(string Metric, bool? HigherIsBetter, int Series);
