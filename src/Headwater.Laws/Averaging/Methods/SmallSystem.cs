namespace Headwater.Laws;

/// <summary>Normal equations of a handful of coefficients, solved in place.</summary>
internal static class SmallSystem
{
    /// <summary>Adds one point's row to the normal equations.</summary>
    public static void Accumulate(Span<double> normal, Span<double> right, ReadOnlySpan<double> row, double value)
    {
        int size = row.Length;
        for (int i = 0; i < size; i++)
        {
            right[i] += row[i] * value;
            for (int j = 0; j < size; j++)
            {
                normal[(i * size) + j] += row[i] * row[j];
            }
        }
    }

    /// <summary>Solves for the coefficients, which replace <paramref name="right"/>: elimination without exchange, which a positive definite matrix needs none of.</summary>
    public static void Solve(Span<double> normal, Span<double> right)
    {
        int size = right.Length;
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int i = pivot + 1; i < size; i++)
            {
                double factor = normal[(i * size) + pivot] / normal[(pivot * size) + pivot];
                for (int j = pivot; j < size; j++)
                {
                    normal[(i * size) + j] -= factor * normal[(pivot * size) + j];
                }

                right[i] -= factor * right[pivot];
            }
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < size; j++)
            {
                right[i] -= normal[(i * size) + j] * right[j];
            }

            right[i] /= normal[(i * size) + i];
        }
    }
}
