using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A table of observations and everything that follows from it. Equal tables and options give equal analyses, whatever the order of the rows.</summary>
public sealed record Analysis
{
    /// <summary>The observations.</summary>
    public required ObservationTable Table { get; init; }

    /// <summary>The options.</summary>
    public required AnalysisOptions Options { get; init; }

    /// <summary>One entry for each series, ordered by key.</summary>
    public required ImmutableArray<SeriesResult> Series { get; init; }

    /// <summary>One entry for each mixture and finetuning size of the metric that advice rests on, by finetuning size and name.</summary>
    public required ImmutableArray<MixtureValuation> Valuations { get; init; }

    /// <summary>The advice; <c>null</c> where the table names no mixture. With several finetuning sizes it is that of the largest, and the others are named where they differ.</summary>
    public Advice? Advice { get; init; }

    /// <summary>The analysis of the mean over tasks that the advice rests on; <c>null</c> where it rests on one task.</summary>
    public Analysis? TaskMean { get; init; }

    /// <summary>The valuations that the advice rests on: those of one task, or of <see cref="TaskMean"/>.</summary>
    public ImmutableArray<MixtureValuation> Deciding { get; init; } = [];

    /// <summary>The ranking that the advice rests on where no recipe has three scales; <c>null</c> elsewhere.</summary>
    public RecipeRanking? Ranking { get; init; }

    /// <summary>One entry for each group of competing mixtures that has scales to look ahead to, in the order of the groups; empty unless asked for.</summary>
    public ImmutableArray<Outlook> Outlooks { get; init; } = [];

    /// <summary>How the table was understood; <c>null</c> for an analysis that was not made from a table.</summary>
    public Reading? Reading { get; init; }

    /// <summary>What a reader should know before trusting the numbers, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Cuts the table into series, fits each, forecasts, backtests, judges and advises. Tables that support no fit give refusals, not exceptions.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, the law does not parse, or the table contradicts itself.</exception>
    public static Analysis Of(ObservationTable table, AnalysisOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. options.Faults(), .. Replicates.Faults(table)];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        (table, options) = StepScale.Choose(table, options);
        FittedTable fitted = new TableFitter(table, options).Fit();
        return options.WithAdvice ? fitted.Decide() : fitted.WithoutAdvice();
    }
}
