namespace Headwater.Metrics;

/// <summary>Bootstrap resamples of n segments, drawn with replacement: how often each segment is in each resample.</summary>
internal static class Resampling
{
    /// <summary>Calls <paramref name="visit"/> with the multiplicities of every resample in turn; the same for the same seed and n.</summary>
    public static void ForEach(int n, int resamples, ulong seed, Action<int, int[]> visit)
    {
        if (resamples < 2)
            throw new ArgumentOutOfRangeException(nameof(resamples), resamples, "A spread needs at least 2 resamples; 1000 is usual.");

        SplitMix random = new(seed);
        int[] times = new int[n];
        for (int r = 0; r < resamples; r++)
        {
            Array.Clear(times);
            for (int i = 0; i < n; i++)
                times[random.NextInt32(n)]++;
            visit(r, times);
        }
    }

    /// <summary>The sample standard deviation.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1));
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
