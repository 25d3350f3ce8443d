namespace Headwater.Laws;

/// <summary>Quantiles of draws, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934).</summary>
internal static class Quantiles
{
    /// <summary>The interval that holds the middle <paramref name="level"/> of the draws that are finite; NaN twice where none is.</summary>
    public static (double Low, double High) Middle(IEnumerable<double> draws, double level)
    {
        double[] sorted = [.. draws.Where(double.IsFinite).Order()];
        return (At(sorted, (1 - level) / 2), At(sorted, (1 + level) / 2));
    }

    private static double At(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double place = share * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
