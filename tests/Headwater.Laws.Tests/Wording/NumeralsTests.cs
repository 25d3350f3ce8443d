namespace Headwater.Laws.Tests;

public class NumeralsTests
{
    [Theory]
    [InlineData(999.4, "999")]
    [InlineData(999_600, "1M")]
    [InlineData(999_950_000, "1B")]
    [InlineData(2_500_000, "2.5M")]
    [InlineData(1.5e14, "150T")]
    [InlineData(1e22, "1e22")]
    [InlineData(-3.25e9, "-3.25B")]
    public void Size_AnyScale_HasNoThousandOfALetter(double value, string text) => Assert.Equal(text, Numerals.Size(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.00704, "0.00704")]
    [InlineData(0.0324, "0.032")]
    [InlineData(0.1234, "0.123")]
    [InlineData(12.34, "12.3")]
    [InlineData(123456, "123456")]
    [InlineData(2.18e-17, "2.18e-17")]
    [InlineData(1.5e22, "1.5e22")]
    public void Short_AnyValue_HasThreeDigits(double value, string text) => Assert.Equal(text, Numerals.Short(value));

    [Theory]
    [InlineData(-0.0004, 3, "0.000")]
    [InlineData(-0.0006, 3, "-0.001")]
    [InlineData(-12.27, 1, "-12.3")]
    public void Fixed_WhatRoundsToZero_HasNoSign(double value, int decimals, string text) => Assert.Equal(text, Numerals.Fixed(value, decimals));

    [Theory]
    [InlineData(1.2e-9, 3e-9, "[1.2e-9, 3e-9]")]
    [InlineData(-0.0001, 0.5, "[0.00, 0.50]")]
    [InlineData(48.61, 63.04, "[48.6, 63.0]")]
    public void Interval_AnyWidth_IsWrittenInOneStyle(double low, double high, string text) => Assert.Equal(text, Numerals.Interval(low, high));
}
