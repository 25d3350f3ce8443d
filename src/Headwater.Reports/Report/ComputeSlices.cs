using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// What a table that was made in IsoFLOP slices says of sizes and tokens: the best size of each budget, and of one four times the largest. Tables whose runs only happen to cost the same are
/// left alone.
/// </summary>
internal sealed record ComputeSlices
{
    /// <summary>The table's name in the report.</summary>
    public const string Name = "isoflop";

    // Runs of a slice cost the same to whole steps.
    private const double SameCompute = 1.03;

    // A design, and not a coincidence, if most of its rows are in slices.
    private const double LeastInSlices = 0.6;
    private const double Ahead = 4;

    /// <summary>The best size of each budget that was run.</summary>
    public required ImmutableArray<IsoFlopMinimum> Minima { get; init; }

    /// <summary>How a budget four times the largest is best split, for each series.</summary>
    public required ImmutableArray<BudgetAllocation> Next { get; init; }

    /// <summary>The slices of a table; <c>null</c> where it has none.</summary>
    public static ComputeSlices? Of(Analysis analysis)
    {
        Observation[] rows = [.. analysis.Table.Rows.Where(row => row is { Parameters: > 0, PretrainingTokens: > 0, Value: > 0 } && MetricTraits.Of(row.Metric).HigherIsBetter is false)];
        string[] metrics = [.. rows.Where(row => analysis.Options.Metric is not { } asked || LogLikelihoods.IsMetric(row.Metric, asked)).GroupBy(row => row.Metric).Where(group => IsOfSlices([.. group])).Select(group => group.Key).Order(StringComparer.Ordinal)];
        List<IsoFlopMinimum> minima = [];
        List<BudgetAllocation> next = [];
        foreach (string metric in metrics)
        {
            try
            {
                ComputeAllocation found = ComputeAllocation.Of(analysis.Table, new()
                {
                    Approach = AllocationApproach.IsoFlop,
                    Compute = [Ahead * rows.Where(row => row.Metric == metric).Max(ComputeAllocation.ComputeOf)],
                    Metric = metric,
                    Level = analysis.Options.Level,
                    Resamples = analysis.Options.Resamples,
                    Seed = analysis.Options.Seed,
                });
                minima.AddRange(found.Minima);
                next.AddRange(found.Allocations);
            }
            catch (ArgumentException)
            {
                // What allocate refuses, it explains; a report without slices lacks nothing that was asked for.
            }
        }

        return minima.Count == 0 ? null : new() { Minima = [.. minima], Next = [.. next] };
    }

    /// <summary>What the slices say together, in two sentences for each series, or for one of them.</summary>
    public string Sentences(SeriesKey? series = null) => string.Join(' ', Next.Where(next => series is null || next.Series.Equals(series)).Select(next =>
        $"{(series is null && Next.Length > 1 ? $"{NameOf(next.Series)}: the" : "The")} best size grows with compute to the power {Numerals.WithInterval(next.Exponent.Value, next.Exponent.Low ?? double.NaN, next.Exponent.High ?? double.NaN)}. "
        + $"For {Readable.Count(next.Compute)} FLOPs, four times the largest budget, it is {Sized(next.Parameters)} parameters and {Sized(next.Tokens)} tokens."));

    /// <summary>The minima as a table.</summary>
    public ReportTable Table(double level) => new()
    {
        Name = Name,
        Title = "Best size of each budget",
        Note = $"The lowest point of a parabola through the runs of a budget, over the logarithm of the parameter count (approach 2 of Hoffmann et al. 2022, arXiv:2203.15556), with {Readable.Percent(level)} intervals from runs drawn again. {Sentences()}",
        Columns =
        [
            new("series", "Series") { Rank = 6 }, new("compute", "FLOPs", Numeric: true) { Rank = 9 }, new("sizes", "Sizes", Numeric: true) { Rank = 2 }, new("parameters", "Parameters", Numeric: true) { Rank = 9 },
            new("tokens", "Tokens", Numeric: true) { Rank = 8 }, new("loss", "Loss", Numeric: true) { Rank = 7 },
        ],
        Rows = [.. Minima.Select(minimum => (ImmutableArray<ReportCell>)
        [
            NameOf(minimum.Series), ReportCell.Of(minimum.Compute, Readable.Count), ReportCell.Of(minimum.Sizes, Readable.Whole), ReportCell.Of(minimum.Parameters.Value, _ => Sized(minimum.Parameters)),
            ReportCell.Of(minimum.Tokens.Value, _ => Sized(minimum.Tokens)), ReportCell.Of(minimum.Loss.Value, loss => Readable.Significant(loss, 4)),
        ])],
    };

    /// <summary>The mixture and the metric of a series, for people.</summary>
    public static string NameOf(SeriesKey series) => string.Join(", ", new[] { series["pretraining_data"], series["task"], MetricFormat.Of(series["metric"] ?? "loss").InText }.OfType<string>());

    private static string Sized(EstimatedValue size) => size is { Low: { } low, High: { } high } ? $"{Readable.Count(size.Value)} [{Readable.Count(low)}, {Readable.Count(high)}]" : Readable.Count(size.Value);

    private static bool IsOfSlices(Observation[] rows)
    {
        List<Observation>[] slices = [.. IsoFlopCurves.ByBudget(rows, ComputeAllocation.ComputeOf, SameCompute).Where(budget => budget.Select(row => row.Parameters).Distinct().Count() >= IsoFlopCurves.FewestSizes)];
        return slices.Length >= IsoFlopCurves.FewestBudgets && slices.Sum(slice => slice.Count) >= LeastInSlices * rows.Length;
    }
}
