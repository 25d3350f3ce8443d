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

    private readonly double[,] _products = new double[unknowns, unknowns];
    private readonly double[] _withTarget = new double[unknowns];
    private readonly double[,] _normal = new double[unknowns, unknowns];
    private readonly double[] _right = new double[unknowns];
    private readonly double[] _trial = new double[unknowns];
    private readonly double[] _lengths = new double[unknowns];
    private readonly bool[] _atZero = new bool[unknowns];
    private readonly int[] _used = new int[unknowns];

    /// <summary>
    /// Fills <paramref name="x"/> with the numbers that minimise Σ (target − Σ columns·x)², with x[j] ≥ 0 where <paramref name="nonNegative"/>[j].
    /// False where no set of columns has a solution, or a number is not finite.
    /// </summary>
    public bool Solve(double[][] columns, double[] target, bool[] nonNegative, double[] x)
    {
        for (int row = 0; row < unknowns; row++)
        {
            _withTarget[row] = Dot(columns[row], target);
            for (int column = 0; column <= row; column++)
            {
                _products[row, column] = _products[column, row] = Dot(columns[row], columns[column]);
            }

            _lengths[row] = Math.Sqrt(_products[row, row]);
        }

        Array.Clear(_atZero);
        if (SolveFree(0) && IsAllowed(nonNegative))
        {
            _trial.CopyTo(x, 0);
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
                _atZero[j] = (zeros & (1 << j)) != 0;
                mayBe &= nonNegative[j] || !_atZero[j];
            }

            if (mayBe && SolveFree(0) && IsAllowed(nonNegative) && Explained() is var explained && explained > most)
            {
                most = explained;
                _trial.CopyTo(x, 0);
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
            _atZero[j] = nonNegative[j] || !(_lengths[j] > 0);
            blocked[j] = !(_lengths[j] > 0);
        }

        if (!SolveFree(0) && !SolveFree(Ridge))
        {
            return false;
        }

        _trial.CopyTo(x, 0);
        for (int step = 0; step < 3 * unknowns; step++)
        {
            int entering = -1;
            double steepest = Gain * Math.Sqrt(square);
            for (int j = 0; j < unknowns; j++)
            {
                if (_atZero[j] && !blocked[j] && SlopeAt(j, x) / _lengths[j] is var slope && slope > steepest)
                {
                    (entering, steepest) = (j, slope);
                }
            }

            if (entering < 0)
            {
                break;
            }

            _atZero[entering] = false;
            if (!Enter(nonNegative, x, entering))
            {
                _atZero[entering] = blocked[entering] = true;
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

            if (round == 0 && !(_trial[entering] > 0))
            {
                return false;
            }

            double share = 1;
            for (int j = 0; j < unknowns; j++)
            {
                if (!_atZero[j] && nonNegative[j] && _trial[j] < 0)
                {
                    share = Math.Min(share, x[j] / (x[j] - _trial[j]));
                }
            }

            if (share >= 1)
            {
                _trial.CopyTo(x, 0);
                return true;
            }

            for (int j = 0; j < unknowns; j++)
            {
                x[j] += share * (_trial[j] - x[j]);
                if (!_atZero[j] && nonNegative[j] && _trial[j] < 0 && x[j] <= 1e-12 * Math.Abs(_trial[j]))
                {
                    x[j] = 0;
                    _atZero[j] = true;
                }
            }
        }

        return true;
    }

    // Half the slope of the explained square along one unknown.
    private double SlopeAt(int index, double[] x)
    {
        double slope = _withTarget[index];
        for (int j = 0; j < unknowns; j++)
        {
            slope -= _products[index, j] * x[j];
        }

        return slope;
    }

    // Solves for the unknowns that are not at 0 into trial; false where they have no single solution.
    private bool SolveFree(double ridge)
    {
        int size = 0;
        for (int j = 0; j < unknowns; j++)
        {
            _trial[j] = 0;
            if (!_atZero[j])
            {
                _used[size++] = j;
            }
        }

        for (int row = 0; row < size; row++)
        {
            // Columns of unit length, so that unknowns of any unit meet on equal terms.
            _right[row] = _withTarget[_used[row]] / _lengths[_used[row]];
            for (int column = 0; column <= row; column++)
            {
                _normal[row, column] = (_products[_used[row], _used[column]] / (_lengths[_used[row]] * _lengths[_used[column]])) + (row == column ? ridge : 0);
            }
        }

        if (!Cholesky.Solve(_normal, _right, size))
        {
            return false;
        }

        bool finite = true;
        for (int row = 0; row < size; row++)
        {
            _trial[_used[row]] = _right[row] / _lengths[_used[row]];
            finite &= double.IsFinite(_trial[_used[row]]);
        }

        return finite;
    }

    private bool IsAllowed(bool[] nonNegative)
    {
        for (int j = 0; j < unknowns; j++)
        {
            if (nonNegative[j] && _trial[j] < 0)
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
            explained += _trial[j] * _withTarget[j];
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
