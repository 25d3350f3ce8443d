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

    /// <summary>What makes the reading doubtful, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

/// <summary>A metric of a table.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="HigherIsBetter">Whether a larger value is better; <c>null</c> where nothing says so, and then no decision may rest on it.</param>
/// <param name="Series">How many series it has.</param>
public sealed record MetricReading(string Metric, bool? HigherIsBetter, int Series);
