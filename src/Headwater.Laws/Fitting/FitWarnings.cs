using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What makes a fit doubtful though its search ended at a minimum: points far off, and a law that fits badly.</summary>
internal static class FitWarnings
{
    private const int PointsShown = 3;

    // A root mean square of a fifth in logs is a factor of 1.2 at every point, far more than seeds differ by; what has errors of its own may scatter more.
    private const double BadFit = 0.2;
    private const double BeyondErrors = 3;

    /// <summary>The warnings of an estimate, as sentences.</summary>
    public static ImmutableArray<string> Of(LawFamily law, FitData data, Estimate estimate, IReadOnlyList<string> columns)
    {
        if (estimate.Residuals.Length == 0 || !estimate.Residuals.All(double.IsFinite))
        {
            return [];
        }

        int[] far = FarPoints.Of(estimate.Residuals);
        double[] others = [.. estimate.Residuals.Where((_, index) => !far.Contains(index))];
        double root = Math.Sqrt(others.Average(residual => residual * residual));
        double[] errors = [.. data.LogErrors.Select(error => error ?? 0)];
        double expected = Math.Sqrt(errors.Average(error => error * error));
        return
        [
            .. far.Length == 0 ? [] : new[] { FarFrom(data, estimate, far, columns, root) },
            .. data.Link is null && root > Math.Max(BadFit, BeyondErrors * expected)
                ? new[] { $"{law.Name} fits badly: its root mean square error is {Numerals.Short(root)} in logs, a factor of {Numerals.Short(Math.Exp(root))} at a typical point. Trust neither coefficients nor forecasts; plot the points, or try another law." }
                : [],
        ];
    }

    private static string FarFrom(FitData data, Estimate estimate, int[] far, IReadOnlyList<string> columns, double root)
    {
        IEnumerable<string> shown = far.OrderByDescending(index => Math.Abs(estimate.Residuals[index])).Take(PointsShown)
            .Select(index => $"{string.Join(", ", columns.Zip(data.Scales[index], (column, scale) => $"{column} {Numerals.Size(scale)}"))}: {Numerals.Short(data.Values[index])}, where the law has {Numerals.Short(Math.Exp(data.LogValues[index] + estimate.Residuals[index]))}");
        string rest = far.Length > PointsShown ? $"; and {far.Length - PointsShown} more" : "";
        return $"{far.Length} of {data.Count} points {(far.Length == 1 ? "is" : "are")} far off the law, the others within {Numerals.Short(root)} in logs ({string.Join("; ", shown)}{rest}). Did the {(far.Length == 1 ? "run" : "runs")} diverge, or are columns exchanged? Leave {(far.Length == 1 ? "it" : "them")} out with --where.";
    }
}
