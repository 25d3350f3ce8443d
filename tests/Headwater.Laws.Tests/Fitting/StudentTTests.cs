namespace Headwater.Laws.Tests;

public class StudentTTests
{
    // The printed digits of Abramowitz and Stegun 1972, table 26.10, and of the normal distribution, table 26.5.
    [Theory]
    [InlineData(0.95, 1, 6.314)]
    [InlineData(0.95, 2, 2.920)]
    [InlineData(0.975, 5, 2.571)]
    [InlineData(0.95, 10, 1.812)]
    [InlineData(0.995, 30, 2.750)]
    [InlineData(0.95, double.PositiveInfinity, 1.645)]
    [InlineData(0.995, double.PositiveInfinity, 2.576)]
    public void Quantile_OfTheTables_HasTheirDigits(double share, double degreesOfFreedom, double expected) => Assert.Equal(expected, StudentT.Quantile(share, degreesOfFreedom), 5e-4);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(double.PositiveInfinity)]
    public void Cumulative_BothTails_AddToOne(double degreesOfFreedom)
    {
        Assert.Equal(0.5, StudentT.Cumulative(0, degreesOfFreedom), 1e-15);
        Assert.Equal(1, StudentT.Cumulative(1.3, degreesOfFreedom) + StudentT.Cumulative(-1.3, degreesOfFreedom), 1e-14);
        Assert.True(StudentT.Cumulative(40, degreesOfFreedom) > 0.99);
    }
}
