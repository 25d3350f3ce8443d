using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// How budgets of compute are best split between parameters and tokens, by a table of losses. Compute is what the rows spent: 6 FLOPs for each parameter and token, unless their compute says otherwise for each size.
/// Equal tables and options give equal results, whatever the order of the rows.
/// </summary>
public sealed record ComputeAllocation
{
    // a of N ∝ C^a is taken between these multiples of a budget.
    private const double Around = 2;

    /// <summary>One entry for each series and budget.</summary>
    public required ImmutableArray<BudgetAllocation> Allocations { get; init; }

    /// <summary>With IsoFLOP curves, the best size of each budget that was run.</summary>
    public ImmutableArray<IsoFlopMinimum> Minima { get; init; } = [];

    /// <summary>What a reader should know before spending a budget, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Fits the table and allocates the budgets.</summary>
    /// <exception cref="ArgumentException">
    /// An option is out of its range, the law does not parse or has other variables than N, D and C, or no row has parameters, tokens and a loss.
    /// </exception>
    public static ComputeAllocation Of(ObservationTable table, AllocationOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        LawFamily law = LawCatalogue.Find(options.Law, table.UnknownColumns);
        string[] others = [.. law.Symbols.Except(LeastLoss.Symbols)];
        if (others.Length > 0 || !law.Symbols.Contains("N"))
        {
            throw new ArgumentException($"{law.Name} is a law of {string.Join(", ", law.Symbols)}; expected one of N (parameters) and D (tokens), such as chinchilla.\nhint: --law chinchilla");
        }

        List<string> warnings = [.. table.Warnings];
        List<string> refusals = [];
        ImmutableArray<SeriesRows> all = Series(table, options);
        BudgetAllocation[] allocations = [.. all.SelectMany(series => Allocate(series, law, options, warnings, refusals))];
        if (allocations.Length == 0 && refusals.Count > 0)
        {
            throw new ArgumentException(string.Join('\n', refusals));
        }

        warnings.AddRange(refusals);
        return new() { Allocations = [.. allocations], Warnings = [.. warnings], Minima = options.Approach == AllocationApproach.IsoFlop ? [.. all.SelectMany(series => MinimaOf(series, options))] : [] };
    }

    private static ImmutableArray<SeriesRows> Series(ObservationTable table, AllocationOptions options)
    {
        Observation[] rows =
        [
            .. table.Rows.Where(row => row.Parameters > 0 && row.PretrainingTokens > 0 && row.Value > 0)
                .Where(row => options.Metric is { } metric ? LogLikelihoods.IsMetric(row.Metric, metric) : MetricTraits.Of(row.Metric).HigherIsBetter is false),
        ];
        return rows.Length > 0 ? SeriesRows.Cut(rows, ["parameters", "pretraining_tokens"], table.SeveralRuns)
            : throw new ArgumentException($"No row has parameters, pretraining_tokens and {options.Metric ?? "a loss"} above 0; expected a table of runs of several sizes.\nhint: --set \"parameters={{COLUMN}}\" and --set \"pretraining_tokens={{COLUMN}}\" take them from columns of other names.");
    }

    private static IEnumerable<BudgetAllocation> Allocate(SeriesRows series, LawFamily law, AllocationOptions options, List<string> warnings, List<string> refusals)
    {
        AllocationDesign design = AllocationDesign.Of(series.Rows);
        if (options.Approach == AllocationApproach.Law && design.Refusal is { } refusal)
        {
            refusals.Add($"{series.Key.Name}: {refusal}");
            return [];
        }

        double largest = series.Rows.Max(ComputeOf);
        double[] budgets = [.. options.Compute.Distinct().Order().Where(budget => IsAllowed(budget, largest, series.Key, options, warnings))];
        if (budgets.Length == 0)
        {
            return [];
        }

        TokenCost cost = TokenCost.Of(series.Rows);
        if (!cost.IsSixN)
        {
            warnings.Add(AllocationMessages.OwnCost(series.Key, cost));
        }

        (ISpendingRule? best, ISpendingRule[] draws) = options.Approach == AllocationApproach.IsoFlop
            ? OfIsoFlop(series, options, warnings)
            : OfLaw(series, law, cost, options, warnings);
        return best is null ? []
            : budgets.Select(budget => Bounded(At(budget, best, draws, cost, series.Key, law, largest, options), design, options, warnings)).Where(allocation => IsInside(allocation, series, warnings));
    }

    // Where the runs hardly leave one line, the draws move together with the estimate and show too little of what is possible.
    private static BudgetAllocation Bounded(BudgetAllocation allocation, AllocationDesign design, AllocationOptions options, List<string> warnings)
    {
        if (options.Approach != AllocationApproach.Law || !design.LeavesOpen(allocation))
        {
            return allocation;
        }

        warnings.Add(AllocationMessages.Open(allocation, design));
        return allocation with
        {
            Parameters = allocation.Parameters with { Low = null, High = null },
            Tokens = allocation.Tokens with { Low = null, High = null },
            Exponent = allocation.Exponent with { Low = null, High = null },
        };
    }

    /// <summary>What a row spent: 6·N·D where it does not say; not a number where it says neither.</summary>
    internal static double ComputeOf(Observation row) => row.Compute is > 0 ? row.Compute.Value : 6 * (row.Parameters ?? double.NaN) * (row.PretrainingTokens ?? double.NaN);

    private static bool IsAllowed(double budget, double largest, SeriesKey key, AllocationOptions options, List<string> warnings)
    {
        if (budget > Forecaster.RefuseBeyond * largest && !options.AllowExtrapolation)
        {
            warnings.Add(AllocationMessages.Refused(key, budget, largest));
            return false;
        }

        if (budget > Forecaster.WarnBeyond * largest)
        {
            warnings.Add(AllocationMessages.Far(key, budget, largest));
        }

        return true;
    }

    private static (ISpendingRule?, ISpendingRule[]) OfLaw(SeriesRows series, LawFamily law, TokenCost cost, AllocationOptions options, List<string> warnings)
    {
        FitData data = DataOf(series, law);
        if (data.Count <= law.Coefficients.Length)
        {
            warnings.Add(AllocationMessages.TooFewRuns(series.Key, law, data.Count));
            return (null, []);
        }

        LawFitter fitter = new(law);
        Estimate estimate = fitter.Fit(data);
        double[] values = fitter.CoefficientsOf(estimate);
        if (estimate.Status != FitStatus.Converged)
        {
            warnings.Add($"{series.Key.Name}: {FitMessages.Of(law, estimate, values, "parameters and pretraining_tokens")}");
        }

        if (estimate.Status is FitStatus.NonFinite or FitStatus.StepLimit)
        {
            return (null, []);
        }

        double[][] draws = fitter.Bootstrap(data, estimate, options.Resamples, RandomStream.Seed(options.Seed, $"{series.Key.Label}\n{law.Equation}"));
        return (new LeastLoss(law, values, cost), [.. draws.Select(draw => new LeastLoss(law, draw, cost))]);
    }

    private static (ISpendingRule?, ISpendingRule[]) OfIsoFlop(SeriesRows series, AllocationOptions options, List<string> warnings)
    {
        IsoFlopCurves curves = CurvesOf(series);
        if (curves.Budgets < IsoFlopCurves.FewestBudgets)
        {
            warnings.Add(AllocationMessages.TooFewBudgets(series.Key, curves.Budgets));
            return (null, []);
        }

        RandomStream random = new(RandomStream.Seed(options.Seed, $"{series.Key.Label}\nisoflop"));
        List<ISpendingRule> draws = [];
        for (int number = 0; number < options.Resamples; number++)
        {
            if (curves.Draw(ref random) is { } draw)
            {
                draws.Add(draw);
            }
        }

        return (curves.Line(), [.. draws]);
    }

    private static IsoFlopCurves CurvesOf(SeriesRows series) => new(series.Rows.Select(row => (ComputeOf(row), row.Parameters!.Value, row.Value)));

    private static IEnumerable<IsoFlopMinimum> MinimaOf(SeriesRows series, AllocationOptions options)
    {
        TokenCost cost = TokenCost.Of(series.Rows);
        foreach (MinimumOfBudget minimum in CurvesOf(series).Minima(options.Resamples, RandomStream.Seed(options.Seed, $"{series.Key.Label}\nisoflop minima")))
        {
            EstimatedValue Of(Func<(double LogSize, double Loss), double> read) => EstimatedValue.Of(read(minimum.Lowest), minimum.Draws.Select(read), options.Level);
            yield return new()
            {
                Series = series.Key, Compute = minimum.Compute, Sizes = minimum.Runs.Select(run => run.LogSize).Distinct().Count(), Parameters = Of(lowest => Math.Exp(lowest.LogSize)),
                Tokens = Of(lowest => cost.Tokens(minimum.Compute, Math.Exp(lowest.LogSize))), Loss = Of(lowest => lowest.Loss), Parabola = minimum.Parabola,
                Runs = [.. minimum.Runs.OrderBy(run => run.LogSize).Select(run => new IsoFlopRun(Math.Exp(run.LogSize), run.Loss))],
            };
        }
    }

    private static FitData DataOf(SeriesRows series, LawFamily law)
    {
        (double[] Scales, double Value)[] places =
        [
            .. series.Rows.GroupBy(row => (row.Parameters, row.PretrainingTokens)).OrderBy(place => place.Key.Parameters).ThenBy(place => place.Key.PretrainingTokens)
                .Select(place => (ScalesOf(place.First(), law), Replication.PointOf(0, place).Y)),
        ];
        return new([.. places.Select(place => place.Scales)], [.. places.Select(place => place.Value)], new double?[places.Length]);
    }

    private static double[] ScalesOf(Observation row, LawFamily law) =>
        [.. law.Symbols.Select(symbol => symbol switch { "N" => row.Parameters!.Value, "D" => row.PretrainingTokens!.Value, _ => ComputeOf(row) })];

    private static BudgetAllocation At(double budget, ISpendingRule best, ISpendingRule[] draws, TokenCost cost, SeriesKey key, LawFamily law, double largest, AllocationOptions options)
    {
        EstimatedValue Of(Func<ISpendingRule, double> read) => EstimatedValue.Of(read(best), draws.Select(read), options.Level);
        return new()
        {
            Series = key,
            Law = options.Approach == AllocationApproach.IsoFlop ? "isoflop" : law.Name,
            Compute = budget,
            Parameters = Of(rule => rule.Parameters(budget)),
            Tokens = Of(rule => cost.Tokens(budget, rule.Parameters(budget))),
            Exponent = Of(rule => Math.Log(rule.Parameters(budget * Around) / rule.Parameters(budget / Around)) / (2 * Math.Log(Around))),
            Loss = best.Loss(budget) is null ? null : Of(rule => rule.Loss(budget) ?? double.NaN),
            Level = options.Level,
            ExtrapolationFactor = budget / largest,
        };
    }

    // A law is only nearly right, and its exponents belong to the ratios of tokens to parameters it was fitted on.
    private static bool IsInside(BudgetAllocation allocation, SeriesRows series, List<string> warnings)
    {
        if (!double.IsFinite(allocation.Parameters.Value))
        {
            warnings.Add(AllocationMessages.NoOptimum(allocation));
            return false;
        }

        double ratio = allocation.Tokens.Value / allocation.Parameters.Value;
        double[] measured = [.. series.Rows.Select(row => row.PretrainingTokens!.Value / row.Parameters!.Value)];
        if (ratio < measured.Min() || ratio > measured.Max())
        {
            warnings.Add(AllocationMessages.OutsideRatios(allocation, ratio, measured.Min(), measured.Max()));
        }

        return true;
    }
}
