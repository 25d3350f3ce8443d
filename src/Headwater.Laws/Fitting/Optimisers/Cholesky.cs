namespace Headwater.Laws;

/// <summary>Solves small symmetric positive definite systems in place.</summary>
internal static class Cholesky
{
    /// <summary>Solves matrix · x = right, of which only the lower triangle is read; both are overwritten, <paramref name="right"/> by x. False where the matrix is not positive definite.</summary>
    public static bool Solve(double[,] matrix, Span<double> right, int size)
    {
        for (int j = 0; j < size; j++)
        {
            for (int i = j; i < size; i++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    return false;
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < i; k++)
            {
                right[i] -= matrix[i, k] * right[k];
            }

            right[i] /= matrix[i, i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < size; k++)
            {
                right[i] -= matrix[k, i] * right[k];
            }

            right[i] /= matrix[i, i];
        }

        return true;
    }
}
