using System.Numerics;

namespace Headwater.Laws;

/// <summary>
/// Linear least squares in which some unknowns cannot be negative, for a handful of unknowns: where the free solution is not allowed, every set of
/// unknowns that are 0 is tried. Everything after the products of columns is of the size of the unknowns. Keeps its room between calls; one thread at a time.
/// </summary>
internal sealed class BoundedLeastSquares(int unknowns)
{
    private readonly double[,] products = new double[unknowns, unknowns];
    private readonly double[] withTarget = new double[unknowns];
    private readonly double[,] normal = new double[unknowns, unknowns];
    private readonly double[] right = new double[unknowns];
    private readonly double[] trial = new double[unknowns];
    private readonly int[] used = new int[unknowns];

    /// <summary>
    /// Fills <paramref name="x"/> with the numbers that minimise Σ (target − Σ columns·x)², with x[j] ≥ 0 where <paramref name="nonNegative"/>[j].
    /// False where no set of columns has a solution, or a number is not finite.
    /// </summary>
    public bool Solve(double[][] columns, double[] target, bool[] nonNegative, double[] x)
    {
        for (int row = 0; row < unknowns; row++)
        {
            withTarget[row] = Dot(columns[row], target);
            for (int column = 0; column <= row; column++)
            {
                products[row, column] = products[column, row] = Dot(columns[row], columns[column]);
            }
        }

        if (SolveWith(zeros: 0, nonNegative) is not null)
        {
            trial.CopyTo(x, 0);
            return true;
        }

        double most = double.NegativeInfinity;
        for (int zeros = 1; zeros < 1 << unknowns; zeros++)
        {
            if (SolveWith(zeros, nonNegative) is { } explained && explained > most)
            {
                most = explained;
                trial.CopyTo(x, 0);
            }
        }

        return most > double.NegativeInfinity;
    }

    // Solves with the unknowns whose bits are set at 0, which only bounded ones may be. Returns how much of the target's square is explained;
    // null where there is no solution or it is not allowed.
    private double? SolveWith(int zeros, bool[] nonNegative)
    {
        int size = 0;
        for (int j = 0; j < unknowns; j++)
        {
            trial[j] = 0;
            if ((zeros & (1 << j)) == 0)
            {
                used[size++] = j;
            }
            else if (!nonNegative[j])
            {
                return null;
            }
        }

        for (int row = 0; row < size; row++)
        {
            // Columns of unit length, so that unknowns of any unit meet on equal terms.
            double length = Math.Sqrt(products[used[row], used[row]]);
            right[row] = withTarget[used[row]] / length;
            for (int column = 0; column <= row; column++)
            {
                normal[row, column] = products[used[row], used[column]] / (length * Math.Sqrt(products[used[column], used[column]]));
            }
        }

        if (!Cholesky.Solve(normal, right, size))
        {
            return null;
        }

        double explained = 0;
        for (int row = 0; row < size; row++)
        {
            int j = used[row];
            trial[j] = right[row] / Math.Sqrt(products[j, j]);
            explained += trial[j] * withTarget[j];
            if (nonNegative[j] && trial[j] < 0)
            {
                return null;
            }
        }

        return double.IsFinite(explained) ? explained : null;
    }

    private static double Dot(double[] a, double[] b)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(a, i) * new Vector<double>(b, i);
        }

        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
