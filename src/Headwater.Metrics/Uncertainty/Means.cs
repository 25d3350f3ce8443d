namespace Headwater.Metrics;

/// <summary>Means to the last bit as the reference tool takes them.</summary>
internal static class Means
{
    private const int Lanes = 8;
    private const int Block = 128;

    /// <summary>The double nearest to the exact mean, as Python's <c>statistics.mean</c>: the sum and what it rounds away are kept apart.</summary>
    public static double Exact(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            double rounded = next - sum;
            lost += (sum - (next - rounded)) + (value - rounded);   // Knuth's two-sum
            sum = next;
        }
        double mean = (sum + lost) / values.Length;
        double rest = Math.FusedMultiplyAdd(-mean, values.Length, sum) + lost;
        return mean + rest / values.Length;
    }

    /// <summary>NumPy's <c>mean</c> of a contiguous array: halves are summed apart down to 128 values, and those in eight lanes.</summary>
    public static double Pairwise(ReadOnlySpan<double> values) => PairwiseSum(values) / values.Length;

    private static double PairwiseSum(ReadOnlySpan<double> values)
    {
        if (values.Length < Lanes)
            return Sum(0, values);
        if (values.Length > Block)
        {
            int half = values.Length / 2;
            half -= half % Lanes;
            return PairwiseSum(values[..half]) + PairwiseSum(values[half..]);
        }

        Span<double> lane = stackalloc double[Lanes];
        values[..Lanes].CopyTo(lane);
        int whole = values.Length - values.Length % Lanes;
        for (int i = Lanes; i < whole; i++)
            lane[i % Lanes] += values[i];
        return Sum((lane[0] + lane[1] + (lane[2] + lane[3])) + (lane[4] + lane[5] + (lane[6] + lane[7])), values[whole..]);
    }

    private static double Sum(double start, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            start += value;
        return start;
    }
}
