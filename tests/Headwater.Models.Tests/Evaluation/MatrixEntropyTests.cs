using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class MatrixEntropyTests
{
    // Worked by hand: after centring and scaling rows, the eigenvalues of ZᵀZ/n are shares of the rows along each direction.
    [Theory]
    [InlineData(2, 0.0, new float[] { 1, 2, 3, 6, 2, 4, -1, -2 })]                                              // on one line
    [InlineData(3, 1.0, new float[] { 1, 0, 0, -1, 0, 0, 0, 5, 0, 0, -5, 0, 0, 0, 2, 0, 0, -2 })]               // every direction alike, whatever the lengths
    [InlineData(2, 0.8112781244591328, new float[] { 1, 0, 1, 0, 1, 0, -1, 0, -1, 0, -1, 0, 0, 2, 0, -2 })]     // ¾ and ¼: 2 − ¾ log₂ 3
    [InlineData(4, 0.5, new float[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 })]                                    // a triangle: ½ and ½, log 2 / log 4
    [InlineData(2, 0.0, new float[] { 0.1f, 0.7f, 0.1f, 0.7f, 0.1f, 0.7f })]                                    // one point
    [InlineData(3, 0.0, new float[] { 4, 5, 6 })]                                                               // one token
    public void Of_WorkedExamples_IsTheirEntropy(int width, double expected, float[] states)
    {
        Assert.Equal(expected, MatrixEntropy.Of(states, width), 1e-12);
    }

    [Fact]
    public void Of_ShiftAndScale_ChangesNothing()
    {
        SplitMix random = new(4);
        float[] states = [.. Enumerable.Range(0, 12 * 5).Select(_ => (float)random.NextInt32(100))];

        double moved = MatrixEntropy.Of([.. states.Select((value, i) => (3 * value) + (i % 5))], 5);

        Assert.Equal(MatrixEntropy.Of(states, 5), moved, 1e-9);
        Assert.InRange(moved, 0.5, 1);
    }

    [Fact]
    public void Of_NoRowOrAHalfOne_Throws()
    {
        Assert.Contains("expected a positive multiple of the width, 2", Assert.Throws<ArgumentException>(() => MatrixEntropy.Of([1, 2, 3], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixEntropy.Of([1], 1));
    }

    [Fact]
    public void Of_Model_IsThatOfItsEncoderStatesWithoutPadding()
    {
        using T5Model model = new(TinyModels.Config, seed: 6);
        int[][] inputs = [[5, 6, 7, 8, 9, 10, 11, 1], [12, 13, 1], [20, 21, 22, 23, 1]];

        double[] entropies = [.. MatrixEntropy.Of(model, inputs)];

        ReferenceT5 reference = new(model);
        Assert.All(inputs.Zip(entropies), pair => Assert.Equal(
            MatrixEntropy.Of([.. reference.EncoderStates(pair.First).SelectMany(row => row).Select(value => (float)value)], 32), pair.Second, 1e-5));
    }
}
