using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Backtest of decisions: rankings from small scales compared with measurements at the large scale. Of the large scale, only its recipes and its size are
/// used before; its values are used only for scoring, after all forecasts are made.
/// </summary>
public sealed record DecisionBacktest
{
    /// <summary>The recipes compared, by name.</summary>
    public required ImmutableArray<string> Recipes { get; init; }

    /// <summary>How many pairs of them differ at the large scale.</summary>
    public required int Pairs { get; init; }

    /// <summary>What the recipes are judged by: the task, or the mean of several.</summary>
    public required string JudgedBy { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The small scale that is ranked at, in words.</summary>
    public required string SmallScale { get; init; }

    /// <summary>The large scale that is judged at, in words.</summary>
    public required string LargeScale { get; init; }

    /// <summary>The ways of ranking: this library's, the rival, and laws.</summary>
    public required ImmutableArray<DecisionMethod> Methods { get; init; }

    /// <summary>Decision accuracy of this library's ranking minus that of the rival, a difference of shares.</summary>
    public required AccuracyGain Gain { get; init; }

    /// <summary>The stated probabilities beside what was right.</summary>
    public required ImmutableArray<CalibrationBin> Calibration { get; init; }

    /// <summary>The ranking of this library, of all recipes at the small scale.</summary>
    public required RecipeRanking Ranking { get; init; }

    /// <summary>What a reader should know, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Backtests decisions.</summary>
    /// <param name="small">The rows that the ranking may use.</param>
    /// <param name="large">The rows that are held out.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">A row is on both sides, fewer than three recipes are on both, or the task or metric to judge by is missing or ambiguous.</exception>
    public static DecisionBacktest Of(ObservationTable small, ObservationTable large, DecisionOptions options)
    {
        ArgumentNullException.ThrowIfNull(small);
        ArgumentNullException.ThrowIfNull(large);
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. options.Faults()];
        return faults.Length == 0 ? new DecisionBacktester(small, large, options).Run() : throw new ArgumentException(string.Join('\n', faults));
    }
}

/// <summary>By how much one way of ranking is more often right than another, as a share of pairs.</summary>
/// <param name="Value">The difference of the two decision accuracies.</param>
/// <param name="Low">The lower end of its interval, from a bootstrap over recipes.</param>
/// <param name="High">The upper end.</param>
public sealed record AccuracyGain(double Value, double Low, double High);
