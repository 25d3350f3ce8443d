namespace Headwater.Laws.Tests;

public class PValuesTests
{
    // Upper points of printed tables: 5 % and 1 % of χ² and F (Abramowitz and Stegun 1964, tables 26.8 and 26.9).
    [Theory]
    [InlineData(3.84145882, 1, 0.05)]
    [InlineData(5.99146455, 2, 0.05)]
    [InlineData(9.48772904, 4, 0.05)]
    [InlineData(11.0704977, 5, 0.05)]
    [InlineData(18.3070381, 10, 0.05)]
    [InlineData(6.63489660, 1, 0.01)]
    [InlineData(0, 3, 1)]
    [InlineData(2, 0, 0)]
    public void ChiSquare_PrintedPoint_GivesItsLevel(double value, int degreesOfFreedom, double expected) => Assert.Equal(expected, PValues.ChiSquare(value, degreesOfFreedom), 1e-8);

    [Theory]
    [InlineData(4.10282102, 2, 10, 0.05)]
    [InlineData(6.60789097, 1, 5, 0.05)]
    public void F_PrintedPoint_GivesItsLevel(double value, double upper, double lower, double expected) => Assert.Equal(expected, PValues.F(value, upper, lower), 1e-6);

    // Exact: P(B(2, 3) > 1/2) = 5/16, B(1/2, 1/2) is symmetric, B(1, 3) has the tail (1 − x)³.
    [Theory]
    [InlineData(0.5, 2, 3, 0.3125)]
    [InlineData(0.5, 0.5, 0.5, 0.5)]
    [InlineData(0.9, 1, 3, 0.001)]
    [InlineData(0.2, 3, 1, 0.992)]
    public void Beta_ExactValue_IsGiven(double value, double a, double b, double expected) => Assert.Equal(expected, PValues.Beta(value, a, b), 1e-10);

    [Theory]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1, 0)]
    [InlineData(5, 3.1780538303479458)]
    [InlineData(100, 359.1342053695754)]
    public void LogGamma_KnownValue_IsGiven(double x, double expected) => Assert.Equal(expected, PValues.LogGamma(x), 1e-9);
}
