namespace Headwater.Laws;

/// <summary>What an allocation says about what it refused or does not trust.</summary>
internal static class AllocationMessages
{
    public static string Refused(SeriesKey series, double budget, double largest) =>
        $"{series.Name}: no allocation of {Budget(budget, largest)}; the limit is {Forecaster.RefuseBeyond:0} times. Measure nearer to it, or allow extrapolation.\nhint: --allow-extrapolation";

    public static string Far(SeriesKey series, double budget, double largest) =>
        $"{series.Name}: {Budget(budget, largest)}: beyond {Forecaster.WarnBeyond:0} times laws often break. Measure nearer to it first.";

    public static string TooFewRuns(SeriesKey series, LawFamily law, int runs) =>
        $"{series.Name}: {law.Name} needs at least {law.Coefficients.Length + 1} runs that differ in size or tokens to fit {law.Coefficients.Length} coefficients; got {runs}.";

    public static string TooFewBudgets(SeriesKey series, int budgets) =>
        $"{series.Name}: {budgets} {(budgets == 1 ? "budget has" : "budgets have")} three sizes or more with the lowest loss among them; "
        + $"expected at least {IsoFlopCurves.FewestBudgets}. Fit a law instead, or add sizes on both sides of the minimum.";

    public static string Open(BudgetAllocation allocation, AllocationDesign design) =>
        $"{allocation.Series.Name}: the split of {Numerals.Short(allocation.Compute)} FLOPs is not bounded: the runs have {Numerals.Short(design.LeastRatio)} to {Numerals.Short(design.MostRatio)} tokens for each parameter, "
        + "which hardly distinguishes the two terms of the law. Add runs of one size with several times fewer and more tokens.";

    public static string OwnCost(SeriesKey series, TokenCost cost) =>
        $"{series.Name}: the runs spent {Numerals.Short(cost.FlopsPerParameter.Least)} to {Numerals.Short(cost.FlopsPerParameter.Most)} FLOPs for each parameter and token by their column compute, not 6; tokens are what that leaves of a budget.";

    public static string NoOptimum(BudgetAllocation allocation) =>
        $"{allocation.Series.Name}: {allocation.Law} has no least loss at {Numerals.Short(allocation.Compute)} FLOPs: a larger or a smaller model is always better by it.";

    public static string OutsideRatios(BudgetAllocation allocation, double ratio, double least, double most) =>
        $"{allocation.Series.Name}: the best split of {Numerals.Short(allocation.Compute)} FLOPs has {Numerals.Short(ratio)} tokens for each parameter; "
        + $"the runs have {Numerals.Short(least)} to {Numerals.Short(most)}.";

    private static string Budget(double budget, double largest) =>
        $"{Numerals.Short(budget)} FLOPs, {Numerals.Short(budget / largest)} times the largest budget measured ({Numerals.Short(largest)})";
}
