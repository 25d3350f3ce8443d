namespace Headwater.Laws;

/// <summary>Statistics of numbers that carry weights.</summary>
internal static class WeightedSample
{
    /// <summary>The mean of the middle half of the weight: no forecast in either tail can pull it.</summary>
    public static double InterquartileMean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        (double[] ordered, double[] mass) = Sort(values, weights);
        double total = Sum(weights);
        double before = 0;
        double sum = 0;
        double held = 0;
        for (int i = 0; i < ordered.Length; i++)
        {
            double after = before + (mass[i] / total);
            double inside = Math.Clamp(after, 0.25, 0.75) - Math.Clamp(before, 0.25, 0.75);
            sum += inside * ordered[i];
            held += inside;
            before = after;
        }

        return sum / held;
    }

    /// <summary>The standard deviation around the weighted mean.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double total = Sum(weights);
        double mean = 0;
        for (int i = 0; i < values.Length; i++)
        {
            mean += weights[i] / total * values[i];
        }

        double variance = 0;
        for (int i = 0; i < values.Length; i++)
        {
            variance += weights[i] / total * (values[i] - mean) * (values[i] - mean);
        }

        return Math.Sqrt(variance);
    }

    /// <summary>The smallest value with at least <paramref name="share"/> of the weight at or below it.</summary>
    public static double Quantile(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double share)
    {
        (double[] ordered, double[] mass) = Sort(values, weights);
        double wanted = share * Sum(weights);
        double below = 0;
        for (int i = 0; i < ordered.Length; i++)
        {
            below += mass[i];
            if (below >= wanted)
            {
                return ordered[i];
            }
        }

        return ordered[^1];
    }

    /// <summary>The number of equal weights that say as much: (Σw)² / Σw² (Kish 1965).</summary>
    public static double EffectiveCount(ReadOnlySpan<double> weights)
    {
        double squares = 0;
        foreach (double weight in weights)
        {
            squares += weight * weight;
        }

        double sum = Sum(weights);
        return squares > 0 ? sum * sum / squares : 0;
    }

    private static (double[] Values, double[] Weights) Sort(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double[] ordered = values.ToArray();
        double[] mass = weights.ToArray();
        Array.Sort(ordered, mass);
        return (ordered, mass);
    }

    private static double Sum(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
