using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Says how a search ended: at a minimum, at the end of a range, where coefficients cannot be distinguished, or short of any of these.</summary>
internal static class ConvergenceCheck
{
    // A coefficient that moves ln law by less than this at every point when it doubles has lost its hold on the data.
    private const double Negligible = 1e-6;

    // The cosine between residuals and the law's derivatives, as in MINPACK: 0 at a minimum.
    private const double Perpendicular = 1e-4;

    // Residuals this small in logs are rounding.
    private const double Exact = 1e-11;

    /// <summary>The estimate at the end of a search.</summary>
    public static Estimate Of(HuberObjective objective, LawFamily law, double[] at)
    {
        double value = objective.Value(at);
        objective.Linearise();
        double[] residuals = [.. objective.Residuals];
        ImmutableArray<int> bound = [.. Enumerable.Range(0, at.Length).Where(j => IsAtBound(objective, law, at, j)).Take(1)];
        if (bound.Length > 0)
        {
            return new(at, value, residuals, FitStatus.AtBound, bound);
        }

        int[] free = [.. Enumerable.Range(0, at.Length).Where(j => !objective.IsHeld(at, j))];
        ImmutableArray<int> entangled = Identifiability.Entangled(objective, free);
        if (entangled.Length > 0)
        {
            return new(at, value, residuals, FitStatus.NotIdentified, entangled);
        }

        bool isStill = residuals.All(r => Math.Abs(r) < Exact)
            || free.All(j => Math.Abs(objective.Gradient[j]) <= Perpendicular * Math.Sqrt(objective.Spread(j) * objective.WeightedSquares));
        return new(at, value, residuals, isStill ? FitStatus.Converged : FitStatus.StepLimit, []);
    }

    private static bool IsAtBound(HuberObjective objective, LawFamily law, double[] at, int index)
    {
        Coordinates coordinates = objective.Coordinates;
        bool isZero = coordinates.MayBeZero(index) && at[index] <= coordinates.Lower[index];
        bool isHeld = at[index] <= coordinates.Lower[index] || at[index] >= coordinates.Upper[index];
        return !isZero && (isHeld || (law.Coefficients[index].Domain == CoefficientDomain.Positive && objective.Influence(index) < Negligible));
    }
}
