namespace Headwater.Laws;

/// <summary>A weighted linear regression of a series on a few functions of ln scale.</summary>
/// <param name="Coefficients">What each function is multiplied by.</param>
/// <param name="Squares">The weighted sum of squared residuals.</param>
internal sealed record Regression(double[] Coefficients, double Squares)
{
    /// <summary>The regression that leaves the least squares. Functions that the points cannot tell apart get 0.</summary>
    public static Regression Of(MeasuredCurve curve, Func<double, double[]> functions)
    {
        double[][] rows = [.. curve.X.Select(functions)];
        double[] coefficients = new double[rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < coefficients.Length; j++)
            {
                coefficients[j] += curve.Weights[i] * rows[i][j] * curve.Y[i];
            }
        }

        Solve(curve, rows, coefficients);
        double squares = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double residual = curve.Y[i];
            for (int j = 0; j < coefficients.Length; j++)
            {
                residual -= rows[i][j] * coefficients[j];
            }

            squares += curve.Weights[i] * residual * residual;
        }

        return new(coefficients, squares);
    }

    /// <summary>The covariance of the coefficients, over the variance of a value of weight 1.</summary>
    public static double[,] Covariance(MeasuredCurve curve, Func<double, double[]> functions)
    {
        double[][] rows = [.. curve.X.Select(functions)];
        int size = rows[0].Length;
        double[,] covariance = new double[size, size];
        for (int j = 0; j < size; j++)
        {
            double[] column = new double[size];
            column[j] = 1;
            Solve(curve, rows, column);
            for (int i = 0; i < size; i++)
            {
                covariance[i, j] = column[i];
            }
        }

        return covariance;
    }

    private static void Solve(MeasuredCurve curve, double[][] rows, double[] right)
    {
        double[,] normal = new double[right.Length, right.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < right.Length; j++)
            {
                for (int k = 0; k <= j; k++)
                {
                    normal[j, k] += curve.Weights[i] * rows[i][j] * rows[i][k];
                }
            }
        }

        if (!Cholesky.Solve(normal, right, right.Length))
        {
            Array.Clear(right);
        }
    }
}
