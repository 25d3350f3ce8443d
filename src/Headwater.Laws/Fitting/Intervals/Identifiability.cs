using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Whether the points tell all coefficients apart: the rank of the law's derivatives at the estimate. With the derivatives brought to unit length, an
/// eigenvalue of their products that is 0 to rounding is a direction in which the coefficients can move together without moving the law.
/// </summary>
internal static class Identifiability
{
    // Products of unit vectors are summed to about 1e-15; a law that is merely hard to determine stays well above this.
    private const double Rounding = 1e-14;

    // A coefficient takes part in a direction where its share of the unit vector is above this.
    private const double Share = 0.05;

    private const int Sweeps = 50;

    /// <summary>The coefficients in the direction that the points do not see, by index; none where they see all.</summary>
    public static ImmutableArray<int> Entangled(HuberObjective objective, int[] free)
    {
        if (free.Any(j => !(objective.Spread(j) > 0)))
        {
            return [.. free.Where(j => !(objective.Spread(j) > 0))];
        }

        int size = free.Length;
        double[,] products = new double[size, size];
        double[,] directions = new double[size, size];
        for (int row = 0; row < size; row++)
        {
            directions[row, row] = 1;
            for (int column = 0; column <= row; column++)
            {
                double scale = Math.Sqrt(objective.Spread(free[row]) * objective.Spread(free[column]));
                products[row, column] = products[column, row] = objective.Majorant[free[row], free[column]] / scale;
            }
        }

        Diagonalise(products, directions, size);
        int[] unseen = [.. Enumerable.Range(0, size).Where(k => products[k, k] < Rounding * size)];
        return [.. Enumerable.Range(0, size).Where(j => unseen.Any(k => Math.Abs(directions[j, k]) > Share)).Select(j => free[j])];
    }

    // Jacobi's rotations: Golub and Van Loan, Matrix Computations (2013), section 8.5. Eigenvalues end on the diagonal, eigenvectors in the columns of directions.
    private static void Diagonalise(double[,] matrix, double[,] directions, int size)
    {
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double off = 0;
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    off += Math.Abs(matrix[p, q]);
                    Rotate(matrix, directions, size, p, q);
                }
            }

            if (off < 1e-300)
            {
                return;
            }
        }
    }

    private static void Rotate(double[,] matrix, double[,] directions, int size, int p, int q)
    {
        if (matrix[p, q] == 0)
        {
            return;
        }

        double tau = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        double tangent = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + (tau * tau)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        double sine = tangent * cosine;
        for (int k = 0; k < size; k++)
        {
            (matrix[k, p], matrix[k, q]) = ((cosine * matrix[k, p]) - (sine * matrix[k, q]), (sine * matrix[k, p]) + (cosine * matrix[k, q]));
        }

        for (int k = 0; k < size; k++)
        {
            (matrix[p, k], matrix[q, k]) = ((cosine * matrix[p, k]) - (sine * matrix[q, k]), (sine * matrix[p, k]) + (cosine * matrix[q, k]));
            (directions[k, p], directions[k, q]) = ((cosine * directions[k, p]) - (sine * directions[k, q]), (sine * directions[k, p]) + (cosine * directions[k, q]));
        }
    }
}
