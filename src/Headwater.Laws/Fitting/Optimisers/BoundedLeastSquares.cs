using System.Numerics;

namespace Headwater.Laws;

/// <summary>
/// Linear least squares in which some unknowns cannot be negative. A handful of unknowns is solved by trying every set of them at 0; more of them by
/// the active sets of Lawson and Hanson (1974, Solving Least Squares Problems, chapter 23; unknowns without a bound are never at 0: Stark and Parker
/// 1995), whose work grows with a power of their number. Everything after the products of columns is of the size of the unknowns. Keeps its room
/// between calls; one thread at a time.
/// </summary>
internal sealed class BoundedLeastSquares(int unknowns)
{
    // Sixteen sets at most, each a small system.
    private const int Handful = 4;

    // A column that explains less than this of what the target has left is not taken in.
    private const double Gain = 1e-10;

    // Columns that all but depend on each other, as mixing rates that sum to 1 do, get a pull towards 0 of this size.
    private const double Ridge = 1e-9;

    private readonly double[,] products = new double[unknowns, unknowns];
    private readonly double[] withTarget = new double[unknowns];
    private readonly double[,] normal = new double[unknowns, unknowns];
    private readonly double[] right = new double[unknowns];
    private readonly double[] trial = new double[unknowns];
    private readonly double[] lengths = new double[unknowns];
    private readonly bool[] atZero = new bool[unknowns];
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

            lengths[row] = Math.Sqrt(products[row, row]);
        }

        Array.Clear(atZero);
        if (SolveFree(0) && IsAllowed(nonNegative))
        {
            trial.CopyTo(x, 0);
            return true;
        }

        return unknowns <= Handful ? TryEverySet(nonNegative, x) : ByActiveSets(nonNegative, Dot(target, target), x);
    }

    private bool TryEverySet(bool[] nonNegative, double[] x)
    {
        double most = double.NegativeInfinity;
        for (int zeros = 1; zeros < 1 << unknowns; zeros++)
        {
            bool mayBe = true;
            for (int j = 0; j < unknowns; j++)
            {
                atZero[j] = (zeros & (1 << j)) != 0;
                mayBe &= nonNegative[j] || !atZero[j];
            }

            if (mayBe && SolveFree(0) && IsAllowed(nonNegative) && Explained() is var explained && explained > most)
            {
                most = explained;
                trial.CopyTo(x, 0);
            }
        }

        return most > double.NegativeInfinity;
    }

    // Bounded unknowns begin at 0 and come in one by one, the one that promises most first; those that would turn negative go back.
    private bool ByActiveSets(bool[] nonNegative, double square, double[] x)
    {
        bool[] blocked = new bool[unknowns];
        Array.Clear(x);
        for (int j = 0; j < unknowns; j++)
        {
            // A column of zeros says nothing of its unknown.
            atZero[j] = nonNegative[j] || !(lengths[j] > 0);
            blocked[j] = !(lengths[j] > 0);
        }

        if (!SolveFree(0) && !SolveFree(Ridge))
        {
            return false;
        }

        trial.CopyTo(x, 0);
        for (int step = 0; step < 3 * unknowns; step++)
        {
            int entering = -1;
            double steepest = Gain * Math.Sqrt(square);
            for (int j = 0; j < unknowns; j++)
            {
                if (atZero[j] && !blocked[j] && SlopeAt(j, x) / lengths[j] is var slope && slope > steepest)
                {
                    (entering, steepest) = (j, slope);
                }
            }

            if (entering < 0)
            {
                break;
            }

            atZero[entering] = false;
            if (!Enter(nonNegative, x, entering))
            {
                atZero[entering] = blocked[entering] = true;
            }
        }

        return Array.TrueForAll(x, double.IsFinite);
    }

    // Moves to the solution with the unknown taken in, as far as no other one turns negative; false where that is no way forward.
    private bool Enter(bool[] nonNegative, double[] x, int entering)
    {
        for (int round = 0; round <= unknowns; round++)
        {
            if (!SolveFree(0) && !SolveFree(Ridge))
            {
                return false;
            }

            if (round == 0 && !(trial[entering] > 0))
            {
                return false;
            }

            double share = 1;
            for (int j = 0; j < unknowns; j++)
            {
                if (!atZero[j] && nonNegative[j] && trial[j] < 0)
                {
                    share = Math.Min(share, x[j] / (x[j] - trial[j]));
                }
            }

            if (share >= 1)
            {
                trial.CopyTo(x, 0);
                return true;
            }

            for (int j = 0; j < unknowns; j++)
            {
                x[j] += share * (trial[j] - x[j]);
                if (!atZero[j] && nonNegative[j] && trial[j] < 0 && x[j] <= 1e-12 * Math.Abs(trial[j]))
                {
                    x[j] = 0;
                    atZero[j] = true;
                }
            }
        }

        return true;
    }

    // Half the slope of the explained square along one unknown.
    private double SlopeAt(int index, double[] x)
    {
        double slope = withTarget[index];
        for (int j = 0; j < unknowns; j++)
        {
            slope -= products[index, j] * x[j];
        }

        return slope;
    }

    // Solves for the unknowns that are not at 0 into trial; false where they have no single solution.
    private bool SolveFree(double ridge)
    {
        int size = 0;
        for (int j = 0; j < unknowns; j++)
        {
            trial[j] = 0;
            if (!atZero[j])
            {
                used[size++] = j;
            }
        }

        for (int row = 0; row < size; row++)
        {
            // Columns of unit length, so that unknowns of any unit meet on equal terms.
            right[row] = withTarget[used[row]] / lengths[used[row]];
            for (int column = 0; column <= row; column++)
            {
                normal[row, column] = (products[used[row], used[column]] / (lengths[used[row]] * lengths[used[column]])) + (row == column ? ridge : 0);
            }
        }

        if (!Cholesky.Solve(normal, right, size))
        {
            return false;
        }

        bool finite = true;
        for (int row = 0; row < size; row++)
        {
            trial[used[row]] = right[row] / lengths[used[row]];
            finite &= double.IsFinite(trial[used[row]]);
        }

        return finite;
    }

    private bool IsAllowed(bool[] nonNegative)
    {
        for (int j = 0; j < unknowns; j++)
        {
            if (nonNegative[j] && trial[j] < 0)
            {
                return false;
            }
        }

        return double.IsFinite(Explained());
    }

    // How much of the target's square the solution explains.
    private double Explained()
    {
        double explained = 0;
        for (int j = 0; j < unknowns; j++)
        {
            explained += trial[j] * withTarget[j];
        }

        return explained;
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
