namespace Headwater.Reports.Tests;

public sealed class ReadableTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(8, "8")]
    [InlineData(999, "999")]
    [InlineData(999.96, "1K")]
    [InlineData(250_000, "250K")]
    [InlineData(999_950, "1M")]
    [InlineData(4_001_000, "4M")]
    [InlineData(1_500_000, "1.5M")]
    [InlineData(40e9, "40B")]
    [InlineData(1e12, "1T")]
    [InlineData(2e18, "2e18")]
    public void Count_Number_HasThreeDigitsAndAMagnitude(double value, string text) => Assert.Equal(text, Readable.Count(value));

    [Theory]
    [InlineData(24.349, 1, "24.3")]
    [InlineData(-0.04, 1, "0.0")]
    [InlineData(-1.25, 2, "−1.25")]
    public void Fixed_Number_HasATrueMinusAndNoNegativeZero(double value, int decimals, string text) => Assert.Equal(text, Readable.Fixed(value, decimals));

    [Theory]
    [InlineData(0, "< 1%")]
    [InlineData(0.004, "< 1%")]
    [InlineData(0.93, "93%")]
    [InlineData(0.998, "> 99%")]
    [InlineData(1, "> 99%")]
    public void Probability_FromDraws_IsNeverCertain(double probability, string text) => Assert.Equal(text, Readable.Probability(probability));

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.9, "90%")]
    [InlineData(0.125, "12.5%")]
    public void Percent_Share_IsPlain(double share, string text) => Assert.Equal(text, Readable.Percent(share));

    [Theory]
    [InlineData("better by -29.1 to 20.9", "better by −29.1 to 20.9")]
    [InlineData("gains 0 [-4.25, -1.21]", "gains 0 [−4.25, −1.21]")]
    [InlineData("alpha ran to 2.18E-17 in 2-3 steps of run-4 (--seed 1)", "alpha ran to 2.18E-17 in 2-3 steps of run-4 (--seed 1)")]
    public void Prose_NegativeNumbers_HaveATrueMinus(string written, string read) => Assert.Equal(read, Readable.Prose(written));

    [Fact]
    public void Numbers_CommaCulture_AreInvariant()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");

            Assert.Equal("1.5M", Readable.Count(1.5e6));
            Assert.Equal("24.3 ± 0.6", MetricFormat.Of("bleu").Value(24.3, 0.6));
            Assert.Equal("1,014", Readable.Whole(1014));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
