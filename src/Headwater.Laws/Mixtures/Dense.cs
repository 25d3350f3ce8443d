using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>Products and triangular factors of dense matrices held as rows.</summary>
internal static class Dense
{
    /// <summary>The scalar product of two vectors of one length.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(left);
        ReadOnlySpan<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(right[..left.Length]);
        Vector<double> first = Vector<double>.Zero;
        Vector<double> second = Vector<double>.Zero;
        int index = 0;
        for (; index + 1 < a.Length; index += 2)
        {
            first += a[index] * b[index];
            second += a[index + 1] * b[index + 1];
        }

        for (; index < a.Length; index++)
        {
            first += a[index] * b[index];
        }

        double sum = Vector.Sum(first + second);
        for (int rest = a.Length * Vector<double>.Count; rest < left.Length; rest++)
        {
            sum += left[rest] * right[rest];
        }

        return sum;
    }

    /// <summary>The sum of the squared differences of two vectors of one length.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(left);
        ReadOnlySpan<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(right);
        Vector<double> sum = Vector<double>.Zero;
        for (int index = 0; index < a.Length; index++)
        {
            Vector<double> difference = a[index] - b[index];
            sum += difference * difference;
        }

        double all = Vector.Sum(sum);
        for (int rest = a.Length * Vector<double>.Count; rest < left.Length; rest++)
        {
            all += (left[rest] - right[rest]) * (left[rest] - right[rest]);
        }

        return all;
    }

    /// <summary>Adds <paramref name="factor"/> · <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static void AddScaled(Span<double> to, double factor, ReadOnlySpan<double> from)
    {
        Span<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(to);
        ReadOnlySpan<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(from[..to.Length]);
        Vector<double> by = new(factor);
        for (int index = 0; index < a.Length; index++)
        {
            a[index] += by * b[index];
        }

        for (int rest = a.Length * Vector<double>.Count; rest < to.Length; rest++)
        {
            to[rest] += factor * from[rest];
        }
    }

    /// <summary>A matrix of zeros.</summary>
    public static double[][] Zeros(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];

    /// <summary>Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor. False where it is not positive definite.</summary>
    public static bool Factor(double[][] matrix)
    {
        for (int i = 0; i < matrix.Length; i++)
        {
            double[] row = matrix[i];
            for (int j = 0; j < i; j++)
            {
                row[j] = (row[j] - Dot(row.AsSpan(0, j), matrix[j])) / matrix[j][j];
            }

            double square = row[i] - Dot(row.AsSpan(0, i), row);
            if (!(square > 0))
            {
                return false;
            }

            row[i] = Math.Sqrt(square);
        }

        return true;
    }

    /// <summary>Solves L x = <paramref name="right"/> in place, L being lower triangular.</summary>
    public static void SolveLower(double[][] factor, Span<double> right)
    {
        for (int i = 0; i < right.Length; i++)
        {
            right[i] = (right[i] - Dot(right[..i], factor[i])) / factor[i][i];
        }
    }

    /// <summary>Solves Lᵀ x = <paramref name="right"/> in place, L being lower triangular.</summary>
    public static void SolveUpper(double[][] factor, Span<double> right)
    {
        for (int i = right.Length - 1; i >= 0; i--)
        {
            right[i] /= factor[i][i];
            AddScaled(right[..i], -right[i], factor[i].AsSpan(0, i));
        }
    }

    /// <summary>The inverse of the matrix whose Cholesky factor is given, both triangles.</summary>
    public static double[][] Inverse(double[][] factor)
    {
        // Rows of L⁻ᵀ, upper triangular: row i holds column i of L⁻¹.
        int n = factor.Length;
        double[][] upper = Zeros(n, n);
        for (int i = 0; i < n; i++)
        {
            upper[i][i] = 1 / factor[i][i];
            for (int row = i + 1; row < n; row++)
            {
                upper[i][row] = -Dot(factor[row].AsSpan(i, row - i), upper[i].AsSpan(i, row - i)) / factor[row][row];
            }
        }

        double[][] inverse = Zeros(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                inverse[i][j] = inverse[j][i] = Dot(upper[i].AsSpan(i), upper[j].AsSpan(i));
            }
        }

        return inverse;
    }
}
