namespace Headwater.Laws.Tests.Mixtures;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(64)]
    public void Of_RandomMatrix_GivesItBackAndOrthonormalVectors(int size)
    {
        double[][] matrix = Random(size);

        SymmetricEigen eigen = SymmetricEigen.Of(matrix);

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double back = Enumerable.Range(0, size).Sum(m => eigen.Values[m] * eigen.Vectors[m][i] * eigen.Vectors[m][j]);
                Assert.Equal(matrix[Math.Max(i, j)][Math.Min(i, j)], back, 1e-9);
                Assert.Equal(i == j ? 1 : 0, Dense.Dot(eigen.Vectors[i], eigen.Vectors[j]), 1e-10);
            }
        }
    }

    [Fact]
    public void Of_KnownMatrix_HasItsEigenvalues()
    {
        // Eigenvalues of [[2, 1, 0], [1, 2, 1], [0, 1, 2]] are 2 and 2 ± √2.
        SymmetricEigen eigen = SymmetricEigen.Of([[2, 0, 0], [1, 2, 0], [0, 1, 2]]);

        double[] expected = [2 - Math.Sqrt(2), 2, 2 + Math.Sqrt(2)];
        Assert.All(eigen.Values.Order().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void Of_MatrixOfRankOne_EndsWithItsOneEigenvalue()
    {
        double[][] matrix = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Repeat(1.0, 6).ToArray())];

        double[] values = [.. SymmetricEigen.Of(matrix).Values.Order()];

        Assert.Equal(6, values[5], 1e-10);
        Assert.All(values[..5], value => Assert.Equal(0, value, 1e-10));
    }

    [Fact]
    public void Inverse_OfAFactor_IsTheInverse()
    {
        double[][] matrix = Random(9);
        for (int i = 0; i < 9; i++)
        {
            matrix[i][i] += 20;
        }

        double[][] factor = [.. matrix.Select(row => (double[])row.Clone())];
        Assert.True(Dense.Factor(factor));
        double[][] inverse = Dense.Inverse(factor);

        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < 9; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 9).Sum(m => matrix[Math.Max(i, m)][Math.Min(i, m)] * inverse[m][j]), 1e-12);
            }
        }
    }

    private static double[][] Random(int size)
    {
        RandomStream random = new((ulong)size);
        double[][] matrix = Dense.Zeros(size, size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i][j] = random.NextNormal();
            }
        }

        return matrix;
    }
}
