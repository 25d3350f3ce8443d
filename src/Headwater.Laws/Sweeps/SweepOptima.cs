using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// The best learning rate and batch at each scale of a sweep: the near-optimal runs, whose loss is within <see cref="SweepOptions.Within"/> of the least one at the same size and tokens, and the geometric mean of their settings. Power laws of
/// compute go through these means (DeepSeek-AI 2024, arXiv:2401.02954, section 3.1).
/// </summary>
internal sealed record SweepOptima
{
    /// <summary>The column of learning rates.</summary>
    public const string RateColumn = "learning_rate";

    /// <summary>The column of batches, in tokens.</summary>
    public const string BatchColumn = "batch_tokens";

    /// <summary>The law of the best rate, by its name in the catalogue.</summary>
    public const string RateLaw = "optimal-rate";

    /// <summary>The law of the best batch.</summary>
    public const string BatchLaw = "optimal-batch";

    private const string RateMetric = "optimal_rate";
    private const string BatchMetric = "optimal_batch";

    // Batches end on whole steps of their own.
    private const double SameTokens = 1.03;

    /// <summary>One entry for each mixture, task, size and token count, by compute.</summary>
    public required ImmutableArray<SweepOptimum> Scales { get; init; }

    /// <summary>The loss that decides.</summary>
    public required string Metric { get; init; }

    /// <summary>Scales whose best setting is the smallest or the largest that was tried, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>The optima of a table; <c>null</c> where it has no loss of runs with several rates or batches at one scale.</summary>
    public static SweepOptima? Of(ObservationTable table, SweepOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        Observation[] rows = [.. table.Rows.Where(row => row.Value > 0 && double.IsFinite(row.Value) && MetricTraits.Of(row.Metric).HigherIsBetter is false && (row.Extra.ContainsKey(RateColumn) || row.Extra.ContainsKey(BatchColumn)))];
        string? metric = options.Metric ?? rows.Select(row => row.Metric).FirstOrDefault(name => name == "loss") ?? rows.Select(row => row.Metric).FirstOrDefault();
        SweepOptimum[] scales =
        [
            .. rows.Where(row => row.Metric == metric).GroupBy(row => (row.PretrainingData, row.Task, row.Shots, row.FinetuningExamples, row.Parameters))
                .SelectMany(size => IsoFlopCurves.ByBudget(size, row => row.PretrainingTokens ?? 0, SameTokens)).Select(scale => Sweeps.OptimumOf([.. scale], options)).Where(scale => scale.Rate is not null || scale.Batch is not null)
                .OrderBy(scale => scale.Mixture, StringComparer.Ordinal).ThenBy(scale => scale.Task, StringComparer.Ordinal).ThenBy(scale => scale.Compute),
        ];
        return scales.Length == 0 ? null : new() { Scales = [.. scales], Metric = metric!, Warnings = [.. AtEdges(scales, RateLaw), .. AtEdges(scales, BatchLaw)] };
    }

    /// <summary>
    /// What a law of the best rate or batch is fitted to: of a table with losses of a sweep, its optima, with the standard errors that <see cref="BestSetting.LogDeviation"/> gives. A table that has the law's own metric, and every other
    /// law, is left as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The table has neither the metric nor a sweep.</exception>
    public static (ObservationTable Table, AnalysisOptions Options) For(ObservationTable table, AnalysisOptions options)
    {
        if (!IsLaw(options.Law) || table.Rows.Any(row => row.Metric == MetricOf(options.Law!)))
        {
            return (table, options);
        }

        SweepOptima? optima = Of(table, new() { Metric = options.Metric });
        (ObservationTable found, AnalysisOptions over) = optima?.Over(options.Law!, options) ?? (new([]), options);
        return found.Rows.Length > 0 ? (found, over) : throw new ArgumentException(
            $"{options.Law} goes through the best {(options.Law == RateLaw ? "rates" : "batches")} of several budgets, but the table has no metric {MetricOf(options.Law!)}, and no losses of runs that differ in {(options.Law == RateLaw ? RateColumn : BatchColumn)} alone.\n"
            + $"hint: --set \"{(options.Law == RateLaw ? RateColumn : BatchColumn)}={{COLUMN}}\" takes it from a column of another name.");
    }

    /// <summary>The optima of one law as observations, and the options of its fit.</summary>
    public (ObservationTable Table, AnalysisOptions Options) Over(string law, AnalysisOptions options)
    {
        IEnumerable<Observation> rows = Scales.Select(scale => Row(scale, law == RateLaw ? scale.Rate : scale.Batch, MetricOf(law))).OfType<Observation>();
        return (new([.. rows]) { Warnings = [.. AtEdges(Scales, law)] }, options with { Law = law, Metric = null });
    }

    /// <summary>Whether a law is one of the best rate or batch.</summary>
    public static bool IsLaw(string? law) => law is RateLaw or BatchLaw;

    private static IEnumerable<string> AtEdges(IEnumerable<SweepOptimum> scales, string law) =>
        law == RateLaw ? Sweeps.AtEdges(scales, "learning rate", scale => scale.Rate) : Sweeps.AtEdges(scales, "batch", scale => scale.Batch);

    private static string MetricOf(string law) => law == RateLaw ? RateMetric : BatchMetric;

    private static Observation? Row(SweepOptimum scale, BestSetting? best, string metric) => best is null ? null : new()
    {
        PretrainingData = scale.Mixture, Task = scale.Task, Shots = scale.Shots, Metric = metric, Value = best.Value, StandardError = best.Value * best.LogDeviation, Compute = scale.Compute,
        Run = $"{Numerals.Size(scale.Parameters ?? 0)} parameters, {Numerals.Size(scale.Tokens ?? 0)} tokens",
    };
}

/// <summary>How optima of a sweep are found.</summary>
internal sealed record SweepOptions
{
    /// <summary>The loss that decides; <c>null</c> (the default) is <c>loss</c> where the table has it, else its first loss.</summary>
    public string? Metric { get; init; }

    /// <summary>A run is near-optimal if its loss exceeds the least one by no more than this share: 0.0025 by default, as in DeepSeek LLM.</summary>
    public double Within { get; init; } = 0.0025;
}

/// <summary>The best settings at one scale.</summary>
internal sealed record SweepOptimum
{
    /// <summary>The mixture; <c>null</c> where the table does not say.</summary>
    public required string? Mixture { get; init; }

    /// <summary>What the loss was measured on.</summary>
    public required string? Task { get; init; }

    /// <summary>Solved examples in the prompt.</summary>
    public string? Shots { get; init; }

    /// <summary>Parameter count N.</summary>
    public required double? Parameters { get; init; }

    /// <summary>Pretraining tokens D.</summary>
    public required double? Tokens { get; init; }

    /// <summary>Compute in FLOPs: what the rows say, else 6·N·D.</summary>
    public required double Compute { get; init; }

    /// <summary>The least loss.</summary>
    public required double Loss { get; init; }

    /// <summary>Combinations of rate and batch that were run.</summary>
    public required int Settings { get; init; }

    /// <summary>Combinations near the optimum.</summary>
    public required int NearOptimal { get; init; }

    /// <summary>The best learning rate; <c>null</c> where only one was tried.</summary>
    public required BestSetting? Rate { get; init; }

    /// <summary>The best batch in tokens; <c>null</c> where only one was tried.</summary>
    public required BestSetting? Batch { get; init; }
}

/// <summary>The best value of one setting.</summary>
/// <param name="Value">The geometric mean of the near-optimal runs.</param>
/// <param name="Low">The smallest near-optimal value.</param>
/// <param name="High">The largest near-optimal value.</param>
/// <param name="LogDeviation">Standard deviation of ln of the optimum: of the near-optimal values, and of a uniform distribution over one step of the grid.</param>
/// <param name="IsSmallest">Whether the run of the least loss has the smallest value that was tried.</param>
/// <param name="IsLargest">Whether it has the largest.</param>
internal sealed record BestSetting(double Value, double Low, double High, double LogDeviation, bool IsSmallest, bool IsLargest);
