namespace Headwater.Laws;

/// <summary>Quantiles of draws, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934).</summary>
internal static class Quantiles
{
    /// <summary>The interval that holds the middle <paramref name="level"/> of the draws that are finite; NaN twice where none is.</summary>
    public static (double Low, double High) Middle(IEnumerable<double> draws, double level)
    {
        double[] sorted = [.. draws.Where(double.IsFinite)];
        Array.Sort(sorted);
        return (At(sorted, (1 - level) / 2), At(sorted, (1 + level) / 2));
    }

    /// <summary>The standard deviation of draws; NaN for fewer than two. They are brought to the size of <paramref name="typical"/> before squaring, which coefficients such as A can be too large or small for.</summary>
    public static double Deviation(double[] draws, double typical)
    {
        double size = typical == 0 ? draws.Select(Math.Abs).Append(0).Max() : Math.Abs(typical);
        if (draws.Length < 2 || size == 0)
        {
            return draws.Length < 2 ? double.NaN : 0;
        }

        double mean = draws.Average(draw => draw / size);
        return size * Math.Sqrt(draws.Sum(draw => ((draw / size) - mean) * ((draw / size) - mean)) / (draws.Length - 1));
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
