namespace Headwater.Laws;

/// <summary>
/// Tests whether values at increasing scales follow a non-decreasing curve. The best such curve is the isotonic regression; against no change it is
/// tested by χ̄² where standard errors are known and by Ē² where they are not, and what it leaves is tested by χ̄² (Barlow, Bartholomew, Bremner and
/// Brunk 1972, chapter 3; Robertson, Wright and Dykstra 1988, chapter 2). Level probabilities are those of equal weights.
/// </summary>
/// <param name="Explained">The share of the variance around the mean that the curve explains (Ē²); 0 for constant values.</param>
/// <param name="AgainstStandstill">The chance to see as clear a rise in values that are all equal but for noise.</param>
/// <param name="OrderAlone">The same p-value without standard errors.</param>
/// <param name="AgainstRise">The chance to see as much falling in values that never fall but for noise; 1 where standard errors are not known.</param>
/// <param name="Residual">The mean square of what the curve leaves, in squares of standard errors where those are known.</param>
/// <param name="Reversal">The largest fall from an earlier value to a later one, as a share of the range.</param>
internal readonly record struct MonotoneTest(double Explained, double AgainstStandstill, double OrderAlone, double AgainstRise, double Residual, double Reversal)
{
    /// <summary>The test of a rise. Of a fall it is that of the mirrored curve.</summary>
    public static MonotoneTest Of(MeasuredCurve curve)
    {
        int n = curve.Count;
        double[] levels = LevelProbabilities(n);
        double[] isotonic = Isotonic(curve.Y, curve.Weights);
        double mean = isotonic.Zip(curve.Weights, (value, weight) => value * weight).Sum() / curve.Weights.Sum();
        double total = SumOfSquares(curve, _ => mean);
        double left = SumOfSquares(curve, index => isotonic[index]);
        double explained = total > 0 ? Math.Clamp(1 - (left / total), 0, 1) : 0;
        double byOrder = Enumerable.Range(2, n - 1).Sum(l => levels[l] * (l == n ? (explained > 0 ? 1 : 0) : PValues.Beta(explained, (l - 1) / 2.0, (n - l) / 2.0)));
        return new(
            explained,
            curve.Errors is null ? byOrder : Enumerable.Range(2, n - 1).Sum(l => levels[l] * PValues.ChiSquare(total - left, l - 1)),
            byOrder,
            curve.Errors is null ? 1 : Math.Min(1, levels[n] + Enumerable.Range(1, n - 1).Sum(l => levels[l] * PValues.ChiSquare(left, n - l))),
            left / Math.Max(1, n - 2),
            ReversalOf(curve));
    }

    // The pool-adjacent-violators algorithm: neighbours that fall are merged into one level.
    private static double[] Isotonic(double[] y, double[] weights)
    {
        Stack<(double Value, double Weight, int Count)> levels = new();
        for (int i = 0; i < y.Length; i++)
        {
            (double Value, double Weight, int Count) level = (y[i], weights[i], 1);
            while (levels.TryPeek(out (double Value, double Weight, int Count) before) && before.Value >= level.Value)
            {
                _ = levels.Pop();
                double weight = before.Weight + level.Weight;
                level = (((before.Value * before.Weight) + (level.Value * level.Weight)) / weight, weight, before.Count + level.Count);
            }

            levels.Push(level);
        }

        return [.. levels.Reverse().SelectMany(level => Enumerable.Repeat(level.Value, level.Count))];
    }

    // P(l, n), the chance that the isotonic regression of n equal values has l levels: |s(n, l)| / n!, with Stirling numbers of the first kind.
    private static double[] LevelProbabilities(int n)
    {
        double[] levels = new double[n + 1];
        levels[0] = 1;
        for (int k = 1; k <= n; k++)
        {
            for (int l = k; l >= 0; l--)
            {
                levels[l] = ((levels[l] * (k - 1)) + (l > 0 ? levels[l - 1] : 0)) / k;
            }
        }

        return levels;
    }

    private static double SumOfSquares(MeasuredCurve curve, Func<int, double> around) =>
        Enumerable.Range(0, curve.Count).Sum(i => curve.Weights[i] * (curve.Y[i] - around(i)) * (curve.Y[i] - around(i)));

    /// <summary>The largest fall from an earlier value to a later one; 0 where none falls.</summary>
    public static double LargestFall(IEnumerable<double> values)
    {
        double highest = double.NegativeInfinity;
        double largest = 0;
        foreach (double value in values)
        {
            highest = Math.Max(highest, value);
            largest = Math.Max(largest, highest - value);
        }

        return largest;
    }

    private static double ReversalOf(MeasuredCurve curve) => curve.Range > 0 ? LargestFall(curve.Y) / curve.Range : 0;
}
