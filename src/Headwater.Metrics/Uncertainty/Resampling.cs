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

/// <summary>SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195): the same sequence for a seed on every machine and version.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong NextUInt64()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform on [0, bound). The bias of the plain product, bound / 2^64, is far below what resampling can show.</summary>
    public int NextInt32(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
}
