namespace Headwater.Laws;

/// <summary>Finds the few points that lie far off what the others follow: a run that diverged, a value in another unit, two columns exchanged.</summary>
internal static class FarPoints
{
    // Times the standard deviation that most residuals show: a normal one is beyond it once in 10^15.
    private const double Beyond = 8;

    // Residuals smaller than 5% are no mishaps, however smooth the others are.
    private const double LeastOff = 0.05;

    // Before a law is fitted, a line in logs stands for it, which curves leave by more: a factor of 4.5 and ten standard deviations.
    private const double LeastOffLine = 1.5;
    private const double BeyondLine = 10;

    private const int FewestPoints = 6;
    private const double MostFar = 0.2;
    private const int Rounds = 30;

    /// <summary>The points whose residual in logs is far beyond the others'; none where they would be more than a fifth of all.</summary>
    public static int[] Of(IReadOnlyList<double> residuals) => FarOff(residuals, LeastOff, Beyond);

    /// <summary>The residuals with those of far points brought to the edge of the others, so that they do not tell how far all are off.</summary>
    public static double[] Clipped(double[] residuals)
    {
        int[] far = Of(residuals);
        if (far.Length == 0)
        {
            return residuals;
        }

        double[] clipped = [.. residuals];
        double most = residuals.Where((_, index) => !far.Contains(index)).Max(Math.Abs);
        foreach (int index in far)
        {
            clipped[index] = Math.CopySign(most, residuals[index]);
        }

        return clipped;
    }

    /// <summary>Points far from a line in logs through the others: they are left out where a search begins, and counted in its objective.</summary>
    public static int[] BeforeFit(FitData data)
    {
        if (data.Count < FewestPoints || data.Link is not null)
        {
            return [];
        }

        double[] residuals = OffLine(data);
        double middle = Median(residuals);
        return FarOff([.. residuals.Select(residual => residual - middle)], LeastOffLine, BeyondLine);
    }

    private static int[] FarOff(IReadOnlyList<double> residuals, double least, double beyond)
    {
        if (residuals.Count < FewestPoints)
        {
            return [];
        }

        double limit = Math.Max(least, beyond * NormalQuantile.DeviationOverMedian * Median([.. residuals.Select(Math.Abs)]));
        int[] far = [.. Enumerable.Range(0, residuals.Count).Where(index => Math.Abs(residuals[index]) > limit)];
        return far.Length <= MostFar * residuals.Count ? far : [];
    }

    // Least absolute deviations from a line in the logarithms of the scales, by least squares with weights 1/|residual|.
    private static double[] OffLine(FitData data)
    {
        int variables = data.Scales[0].Length;
        double[][] columns = [[.. Enumerable.Repeat(1.0, data.Count)], .. Enumerable.Range(0, variables).Select(variable => data.Scales.Select(scales => scales[variable] > 0 ? Math.Log(scales[variable]) : 0).ToArray())];
        double[] means = [.. columns.Select((column, index) => index == 0 ? 0 : column.Average())];
        double[] weights = [.. Enumerable.Repeat(1.0, data.Count)];
        double[] residuals = [.. data.LogValues];
        for (int round = 0; round < Rounds; round++)
        {
            double[,] normal = new double[columns.Length, columns.Length];
            double[] right = new double[columns.Length];
            for (int point = 0; point < data.Count; point++)
            {
                for (int row = 0; row < columns.Length; row++)
                {
                    double cell = columns[row][point] - means[row];
                    right[row] += weights[point] * cell * data.LogValues[point];
                    for (int column = 0; column <= row; column++)
                    {
                        normal[row, column] += weights[point] * cell * (columns[column][point] - means[column]);
                    }
                }
            }

            // A scale that does not vary, or goes with another one, gets no slope of its own.
            for (int row = 0; row < columns.Length; row++)
            {
                normal[row, row] += 1e-9 * (1 + normal[row, row]);
            }

            if (!Cholesky.Solve(normal, right, columns.Length))
            {
                return residuals;
            }

            residuals = [.. Enumerable.Range(0, data.Count).Select(point => data.LogValues[point] - columns.Select((column, index) => right[index] * (column[point] - means[index])).Sum())];
            weights = [.. residuals.Select(residual => 1 / Math.Max(Math.Abs(residual), 1e-6))];
        }

        return residuals;
    }

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
