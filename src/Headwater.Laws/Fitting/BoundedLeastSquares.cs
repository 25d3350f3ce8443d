namespace Headwater.Laws;

/// <summary>Linear least squares in which some unknowns cannot be negative, for a handful of unknowns: every set of them that is 0 is tried.</summary>
internal static class BoundedLeastSquares
{
    /// <summary>
    /// The x that minimises Σ (target − Σ columns·x)², with x[j] ≥ 0 where <paramref name="nonNegative"/>[j]. <c>null</c> where no set of columns has a solution.
    /// </summary>
    public static double[]? Solve(double[][] columns, double[] target, bool[] nonNegative)
    {
        double[]? best = null;
        double least = double.PositiveInfinity;
        for (int mask = 0; mask < 1 << columns.Length; mask++)
        {
            // A bit that is set puts its unknown at 0, which only a bounded one may be.
            int[] used = [.. Enumerable.Range(0, columns.Length).Where(j => (mask & (1 << j)) == 0)];
            if (Enumerable.Range(0, columns.Length).Any(j => (mask & (1 << j)) != 0 && !nonNegative[j]) || SolveFree(columns, target, used) is not { } x)
            {
                continue;
            }

            double squares = Squares(columns, target, x);
            if (squares < least && !used.Any(j => nonNegative[j] && x[j] < 0))
            {
                (least, best) = (squares, x);
            }
        }

        return best;
    }

    private static double[]? SolveFree(double[][] columns, double[] target, int[] used)
    {
        double[,] normal = new double[used.Length, used.Length];
        double[] right = new double[used.Length];
        double[] lengths = [.. used.Select(j => Math.Sqrt(Dot(columns[j], columns[j])))];
        for (int row = 0; row < used.Length; row++)
        {
            right[row] = Dot(columns[used[row]], target) / lengths[row];
            for (int column = 0; column <= row; column++)
            {
                normal[row, column] = Dot(columns[used[row]], columns[used[column]]) / (lengths[row] * lengths[column]);
            }
        }

        if (!Cholesky.Solve(normal, right, used.Length))
        {
            return null;
        }

        double[] x = new double[columns.Length];
        for (int row = 0; row < used.Length; row++)
        {
            x[used[row]] = right[row] / lengths[row];
        }

        return x.All(double.IsFinite) ? x : null;
    }

    private static double Squares(double[][] columns, double[] target, double[] x)
    {
        double sum = 0;
        for (int i = 0; i < target.Length; i++)
        {
            double left = target[i];
            for (int j = 0; j < x.Length; j++)
            {
                left -= columns[j][i] * x[j];
            }

            sum += left * left;
        }

        return sum;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
