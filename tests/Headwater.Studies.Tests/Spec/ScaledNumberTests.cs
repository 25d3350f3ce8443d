namespace Headwater.Studies.Tests;

public sealed class ScaledNumberTests
{
    [Theory]
    [InlineData("250000", 250_000)]
    [InlineData("0.25M", 250_000)]
    [InlineData("0.3M", 300_000)]
    [InlineData("8_000", 8000)]
    [InlineData("2k", 2000)]
    [InlineData("1.5 B", 1.5e9)]
    [InlineData("3T", 3e12)]
    [InlineData("1e9", 1e9)]
    [InlineData("1e-30", 1e-30)]
    [InlineData("-0.5", -0.5)]
    public void TryParse_Number_IsRead(string text, double expected)
    {
        Assert.True(ScaledNumber.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("abc")]
    [InlineData("1,5")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    public void TryParse_NoNumber_IsRefused(string text) => Assert.False(ScaledNumber.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.001, "0.001")]
    [InlineData(2000, "2000")]
    [InlineData(29_000, "29K")]
    [InlineData(250_000, "0.25M")]
    [InlineData(4e6, "4M")]
    [InlineData(1.5e9, "1.5B")]
    public void Format_Number_IsShort(double value, string expected)
    {
        Assert.Equal(expected, ScaledNumber.Format(value));
        Assert.True(ScaledNumber.TryParse(expected, out double back));
        Assert.Equal(value, back);
    }
}
