namespace Headwater.Laws.Tests;

public class BoundedLeastSquaresTests
{
    // At a minimum the slope is 0 along what is free and points out of bounds along what is at 0 (Karush, Kuhn and Tucker).
    [Theory]
    [InlineData(3, 12)]
    [InlineData(5, 12)]
    [InlineData(8, 40)]
    [InlineData(24, 64)]
    [InlineData(64, 512)]
    public void Solve_AnySize_IsAtTheMinimum(int unknowns, int points)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            (double[][] columns, double[] target, bool[] nonNegative) = Problem(unknowns, points, seed);
            double[] x = new double[unknowns];

            Assert.True(new BoundedLeastSquares(unknowns).Solve(columns, target, nonNegative, x));

            double[] residuals = [.. target.Select((value, i) => value - columns.Select((column, j) => column[i] * x[j]).Sum())];
            double scale = Math.Sqrt(target.Sum(value => value * value));
            for (int j = 0; j < unknowns; j++)
            {
                double slope = columns[j].Zip(residuals, (a, b) => a * b).Sum() / Math.Sqrt(columns[j].Sum(cell => cell * cell));
                Assert.True(!nonNegative[j] || x[j] >= 0);
                Assert.True(slope <= 1e-7 * scale, $"slope {slope} along {j}");
                Assert.True((nonNegative[j] && x[j] == 0) || Math.Abs(slope) <= 1e-7 * scale, $"slope {slope} along {j}, which is free");
            }
        }
    }

    // The active sets find what trying every set finds.
    [Fact]
    public void Solve_FiveUnknowns_EqualsEverySet()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            (double[][] columns, double[] target, bool[] nonNegative) = Problem(5, 15, seed);
            double[] x = new double[5];
            new BoundedLeastSquares(5).Solve(columns, target, nonNegative, x);

            double least = Enumerable.Range(0, 1 << 5).Select(zeros => EverySet(columns, target, nonNegative, zeros)).Min();

            Assert.Equal(least, SquareOf(columns, target, x), 9);
        }
    }

    private static double EverySet(double[][] columns, double[] target, bool[] nonNegative, int zeros)
    {
        int[] used = [.. Enumerable.Range(0, columns.Length).Where(j => (zeros & (1 << j)) == 0)];
        if (Enumerable.Range(0, columns.Length).Any(j => (zeros & (1 << j)) != 0 && !nonNegative[j]))
        {
            return double.PositiveInfinity;
        }

        double[,] normal = new double[used.Length, used.Length];
        double[] right = new double[used.Length];
        for (int row = 0; row < used.Length; row++)
        {
            right[row] = columns[used[row]].Zip(target, (a, b) => a * b).Sum();
            for (int column = 0; column < used.Length; column++)
            {
                normal[row, column] = columns[used[row]].Zip(columns[used[column]], (a, b) => a * b).Sum();
            }
        }

        double[] x = new double[columns.Length];
        if (!Cholesky.Solve(normal, right, used.Length))
        {
            return double.PositiveInfinity;
        }

        for (int row = 0; row < used.Length; row++)
        {
            x[used[row]] = right[row];
        }

        return x.Where((value, j) => nonNegative[j] && value < 0).Any() ? double.PositiveInfinity : SquareOf(columns, target, x);
    }

    private static double SquareOf(double[][] columns, double[] target, double[] x) => target.Select((value, i) => value - columns.Select((column, j) => column[i] * x[j]).Sum()).Sum(residual => residual * residual);

    private static (double[][] Columns, double[] Target, bool[] NonNegative) Problem(int unknowns, int points, ulong seed)
    {
        RandomStream random = new(RandomStream.Seed(seed, $"{unknowns}/{points}"));
        double[][] columns = new double[unknowns][];
        bool[] nonNegative = new bool[unknowns];
        for (int j = 0; j < unknowns; j++)
        {
            columns[j] = new double[points];
            double unit = Math.Exp(5 * random.NextNormal());
            for (int i = 0; i < points; i++)
            {
                columns[j][i] = unit * random.NextNormal();
            }

            nonNegative[j] = random.NextInt32(3) > 0;
        }

        double[] target = new double[points];
        for (int i = 0; i < points; i++)
        {
            target[i] = random.NextNormal();
        }

        return (columns, target, nonNegative);
    }
}
