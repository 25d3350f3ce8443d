namespace Headwater.Laws;

/// <summary>A number with its interval. Infinite if no finite amount is enough, such as data that no amount of other data can replace.</summary>
/// <param name="Value">The middle of its draws.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct IntervalEstimate(double Value, double Low, double High)
{
    // Quantiles by order statistics, because draws may be infinite.
    internal static IntervalEstimate? Of(IEnumerable<double> draws, double level)
    {
        double[] sorted = [.. draws.Where(draw => !double.IsNaN(draw)).Order()];
        return sorted.Length == 0 ? null : new(At(sorted, 0.5), At(sorted, (1 - level) / 2), At(sorted, (1 + level) / 2));
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
