using CsCheck;

namespace Headwater.Metrics.Tests;

public class FixedPointTests
{
    [Theory]
    [InlineData(37.79203841537659, 1, "37.8")]
    [InlineData(100, 1, "100.0")]
    [InlineData(0, 3, "0.000")]
    [InlineData(6.25, 1, "6.2")]                 // exact ties go to the even digit
    [InlineData(6.75, 1, "6.8")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(-0.125, 2, "-0.12")]
    [InlineData(2.5, 0, "2")]
    [InlineData(0.5, 0, "0")]
    [InlineData(6.35, 1, "6.3")]                 // the double is a little less than 6.35
    [InlineData(0.1, 20, "0.10000000000000000555")]
    public void Format_Value_IsTheExactDecimalRounded(double value, int decimals, string expected) =>
        Assert.Equal(expected, FixedPoint.Format(value, decimals));

    [Theory]
    [InlineData(37.79203841537659, 1, "37.8")]
    [InlineData(37.8, 4, "37.8")]
    [InlineData(100, 1, "100.0")]
    [InlineData(0, 0, "0.0")]
    [InlineData(0.00001, 6, "1e-05")]
    public void Shortest_Value_ReadsBackAsTheRoundedDouble(double value, int decimals, string expected) =>
        Assert.Equal(expected, FixedPoint.Shortest(value, decimals));

    [Fact]
    public void Format_AnyQuarter_NeverMovesByMoreThanHalfADigit() =>
        Gen.Int[-40_000, 40_000].Sample(quarters =>
        {
            double value = quarters / 4.0;

            double rounded = double.Parse(FixedPoint.Format(value, 1), System.Globalization.CultureInfo.InvariantCulture);

            Assert.Equal((double)Math.Round(quarters / 4m, 1, MidpointRounding.ToEven), rounded);
        });
}
