namespace Headwater.Laws.Tests;

public class NumberTextTests
{
    [Theory]
    [InlineData("8000", 8000)]
    [InlineData("8_000", 8000)]
    [InlineData("8,000", 8000)]
    [InlineData("1,000,000", 1e6)]
    [InlineData("1 000 000", 1e6)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("8k", 8e3)]
    [InlineData("8M", 8e6)]
    [InlineData("0.3M", 300000)]
    [InlineData("1.5 B", 1.5e9)]
    [InlineData("2T", 2e12)]
    [InlineData("1e9", 1e9)]
    [InlineData("1_000e3", 1e6)]
    [InlineData("2e3K", 2e6)]
    [InlineData("-12.5", -12.5)]
    [InlineData(".5", 0.5)]
    public void TryParse_EveryNotation_IsTheNumber(string text, double expected)
    {
        Assert.True(NumberText.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("1,00")]
    [InlineData("1,0000")]
    [InlineData("_8")]
    [InlineData("8__0")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("8X")]
    public void TryParse_AnythingElse_IsNoNumber(string text) => Assert.False(NumberText.TryParse(text, out _));

    // A measured 3,125 may be a loss with a decimal comma.
    [Theory]
    [InlineData("3,125", false)]
    [InlineData("3,125.5", true)]
    [InlineData("3,125,000", true)]
    [InlineData("3.125", true)]
    public void TryParsePlain_OneComma_IsRefused(string text, bool expected) => Assert.Equal(expected, NumberText.TryParsePlain(text, out _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.001, "0.001")]
    [InlineData(2000, "2000")]
    [InlineData(29_000, "29K")]
    [InlineData(250_000, "0.25M")]
    [InlineData(4e6, "4M")]
    [InlineData(1.5e9, "1.5B")]
    public void Format_Number_IsShortAndReadsBack(double value, string expected)
    {
        Assert.Equal(expected, NumberText.Format(value));
        Assert.True(NumberText.TryParse(expected, out double back));
        Assert.Equal(value, back);
    }
}
