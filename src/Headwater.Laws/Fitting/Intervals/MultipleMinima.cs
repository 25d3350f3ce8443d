namespace Headwater.Laws;

/// <summary>
/// Whether the points have two minima that fit equally well. They are two where the objectives agree, the coefficients do not, and the way from one to
/// the other goes uphill; on one flat floor they would be one minimum whose coefficients are hard to tell apart.
/// </summary>
internal static class MultipleMinima
{
    // Objectives this close, relative to each other, are equal; and residuals this small in logs are rounding.
    private const double SameObjective = 1e-6;
    private const double Exact = 1e-11;

    // Coordinates this close, relative to their size, are the same.
    private const double SamePlace = 1e-3;

    // How much of a rise makes a hill.
    private const double Hill = 1.001;

    private static readonly double[] Between = [0.25, 0.5, 0.75];

    /// <summary>The estimate, marked as not identified, with the other minimum, where one of the minima beside the first is as deep.</summary>
    public static Estimate Mark(HuberObjective objective, LawFamily law, Estimate estimate, double[][] minima)
    {
        if (estimate.Status != FitStatus.Converged || minima[1..].FirstOrDefault(other => IsTwin(objective, minima[0], other)) is not { } twin)
        {
            return estimate;
        }

        int[] differing = [.. Enumerable.Range(0, twin.Length).Where(j => Differ(estimate.At[j], twin[j]))];
        return estimate with { Status = FitStatus.NotIdentified, UnidentifiedCoefficients = [.. differing], Other = twin };
    }

    private static bool IsTwin(HuberObjective objective, double[] best, double[] other)
    {
        double least = objective.Value(best);
        double next = objective.Value(other);
        double rounding = objective.Points * Exact * Exact;
        if (next - least > (SameObjective * least) + rounding || !best.Zip(other, Differ).Any(differs => differs))
        {
            return false;
        }

        double top = Between.Max(share => objective.Value([.. best.Zip(other, (a, b) => a + (share * (b - a)))]));
        return top > (Hill * next) + rounding;
    }

    private static bool Differ(double a, double b) => Math.Abs(a - b) > SamePlace * (1 + Math.Abs(a));
}
