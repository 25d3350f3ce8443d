using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Forecasts of the larger scales of every series of a table from its smaller ones, by <c>auto</c>, by laws and by naive rivals, beside what was measured.
/// The cut is made in the whole table before anything is fitted, pooled, calibrated or chosen.
/// </summary>
public sealed record TableBacktest
{
    /// <summary>One entry for each series and law, by law and then by series.</summary>
    public required ImmutableArray<Backtest> Backtests { get; init; }

    /// <summary>One entry for each law, by median error.</summary>
    public required ImmutableArray<BacktestSummary> Summary { get; init; }

    /// <summary>What a reader should know: series that are too short, laws that could not be fitted.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Backtests a table.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, a law does not parse, the table contradicts itself, or no series has enough points; the message says what is missing.</exception>
    public static TableBacktest Of(ObservationTable table, BacktestOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. options.Faults(), .. Replicates.Faults(table)];
        return faults.Length == 0 ? new TableBacktester(table, options).Run() : throw new ArgumentException(string.Join('\n', faults));
    }
}
