using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>What a user adds to tables as they are read. By default nothing.</summary>
public sealed record TableOptions
{
    /// <summary>A condition in SQL on the columns; rows that do not meet it are left out. <c>null</c> (the default) keeps all.</summary>
    public string? Where { get; init; }

    /// <summary>Columns that get one value in every row. <c>{column}</c> in a value stands for the row's own cell of that column; an empty value clears.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Set { get; init; } = [];

    /// <summary>The columns of a wide table that hold metrics, by name. None (the default) takes those named after metrics.</summary>
    public ImmutableArray<string> MetricColumns { get; init; } = [];

    /// <summary>Whether columns of mixing rates are found under other names than <c>rate_CORPUS</c>, and a table of rates is joined with one of values. Not by default.</summary>
    public bool FindsRates { get; init; }

    /// <summary>With <see cref="FindsRates"/>: the columns of rates, by name. None (the default) finds them by their sum.</summary>
    public ImmutableArray<string> Rates { get; init; } = [];

    /// <summary>What counts where several runs without a seed were measured at one place: their mean by default.</summary>
    public SeveralRuns SeveralRuns { get; init; }

    /// <summary>Tokens of one training step: rows with a step and no pretraining tokens get step times this. <c>null</c> (the default) leaves them.</summary>
    public double? TokensPerStep { get; init; }
}
