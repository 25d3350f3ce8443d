using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Compares stated probabilities of order with what was measured.</summary>
internal static class RankingCalibration
{
    private const int Bins = 5;

    /// <summary>The pairs in bins of ten percentage points from 50% on; a bin without pairs is left out.</summary>
    /// <param name="pairs">For each pair the probability stated for one of the two, and whether that one was ahead (1, 0, or a half).</param>
    public static ImmutableArray<CalibrationBin> Of(IEnumerable<(double Said, double Right)> pairs) =>
    [
        .. pairs.Select(pair => pair.Said >= 0.5 ? pair : (Said: 1 - pair.Said, Right: 1 - pair.Right))
            .GroupBy(pair => Math.Min(Bins - 1, (int)((pair.Said - 0.5) * 2 * Bins)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(bin.Average(pair => pair.Said), bin.Average(pair => pair.Right), bin.Count())),
    ];
}

/// <summary>One bin of calibration: among pairs with a similar stated probability, the share in which the favoured recipe was better.</summary>
/// <param name="Said">The mean probability stated for the recipe ahead, from 0.5 to 1.</param>
/// <param name="Right">The share of pairs in which that recipe was ahead at the large scale.</param>
/// <param name="Pairs">How many pairs.</param>
public sealed record CalibrationBin(double Said, double Right, int Pairs);
