using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: reduction to tridiagonal form by Householder reflections and QL steps with implicit shifts
/// (Bowdler, Martin, Reinsch and Wilkinson 1968, doi:10.1007/BF02219771; EISPACK's tred2 and tql2).
/// </summary>
/// <param name="Values">Eigenvalues, in no particular order.</param>
/// <param name="Vectors">Row m is the unit eigenvector of value m.</param>
internal sealed record SymmetricEigen(double[] Values, double[][] Vectors)
{
    private const int MostSteps = 60;

    /// <summary>The decomposition of a symmetric matrix, of which the lower triangle is read. The matrix is not changed.</summary>
    public static SymmetricEigen Of(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] a = [.. matrix.Select(row => (double[])row.Clone())];
        double[] diagonal = new double[n];
        double[] off = new double[n];
        double[][] reflections = new double[n][];
        Reduce(a, diagonal, off, reflections);

        // Row m of the vectors is column m of Q: QL rotates neighbouring rows, which lie together in memory.
        double[][] vectors = Dense.Zeros(n, n);
        for (int i = 0; i < n; i++)
        {
            vectors[i][i] = 1;
        }

        Rotate(diagonal, off, vectors);
        for (int i = 1; i < n; i++)
        {
            if (reflections[i] is { } reflection)
            {
                foreach (double[] vector in vectors)
                {
                    Dense.AddScaled(vector.AsSpan(0, i), -2 * Dense.Dot(reflection, vector), reflection);
                }
            }
        }

        return new(diagonal, vectors);
    }

    // A ← H A H for i = n − 1 … 1, H = 1 − 2 u uᵀ acting on the first i coordinates, so that row i keeps one element left of the diagonal.
    private static void Reduce(double[][] a, double[] diagonal, double[] off, double[][] reflections)
    {
        for (int i = a.Length - 1; i > 0; i--)
        {
            double[] u = a[i][..i];
            double norm = Math.Sqrt(Dense.Dot(u, u));
            diagonal[i] = a[i][i];
            if (i == 1 || norm == 0)
            {
                off[i] = u[i - 1];
                continue;
            }

            double target = u[i - 1] > 0 ? -norm : norm;
            u[i - 1] -= target;
            double length = Math.Sqrt(Dense.Dot(u, u));
            for (int j = 0; j < i; j++)
            {
                u[j] /= length;
            }

            off[i] = target;
            reflections[i] = u;

            // p = A u, from the lower triangle; A ← A − 2 (u qᵀ + q uᵀ), q = p − (uᵀp) u.
            double[] p = new double[i];
            for (int row = 0; row < i; row++)
            {
                p[row] += Dense.Dot(a[row].AsSpan(0, row + 1), u);
                Dense.AddScaled(p.AsSpan(0, row), u[row], a[row].AsSpan(0, row));
            }

            Dense.AddScaled(p, -Dense.Dot(u, p), u);
            for (int row = 0; row < i; row++)
            {
                Dense.AddScaled(a[row].AsSpan(0, row + 1), -2 * u[row], p.AsSpan(0, row + 1));
                Dense.AddScaled(a[row].AsSpan(0, row + 1), -2 * p[row], u.AsSpan(0, row + 1));
            }
        }

        diagonal[0] = a[0][0];
    }

    // QL with implicit shifts; off[i] stands between i − 1 and i and is moved down by one first.
    private static void Rotate(double[] d, double[] off, double[][] vectors)
    {
        int n = d.Length;
        double[] e = [.. off[1..], 0];
        for (int l = 0; l < n; l++)
        {
            for (int step = 0; step < MostSteps; step++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > 1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                double g = (d[l + 1] - d[l]) / (2 * e[l]);
                double r = double.Hypot(g, 1);
                g = d[m] - d[l] + (e[l] / (g + (g >= 0 ? r : -r)));
                double s = 1;
                double c = 1;
                double p = 0;
                int i = m - 1;
                for (; i >= l; i--)
                {
                    double f = s * e[i];
                    double b = c * e[i];
                    e[i + 1] = r = double.Hypot(f, g);
                    if (r == 0)
                    {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }

                    s = f / r;
                    c = g / r;
                    g = d[i + 1] - p;
                    r = ((d[i] - g) * s) + (2 * c * b);
                    d[i + 1] = g + (p = s * r);
                    g = (c * r) - b;
                    Turn(vectors[i], vectors[i + 1], c, s);
                }

                if (r == 0 && i >= l)
                {
                    continue;
                }

                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }

    private static void Turn(double[] lower, double[] upper, double c, double s)
    {
        Span<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(lower.AsSpan());
        Span<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(upper.AsSpan());
        for (int index = 0; index < a.Length; index++)
        {
            Vector<double> f = b[index];
            b[index] = (a[index] * s) + (f * c);
            a[index] = (a[index] * c) - (f * s);
        }

        for (int index = a.Length * Vector<double>.Count; index < lower.Length; index++)
        {
            double f = upper[index];
            upper[index] = (s * lower[index]) + (c * f);
            lower[index] = (c * lower[index]) - (s * f);
        }
    }
}
