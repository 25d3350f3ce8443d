namespace Headwater.Data.Tests;

public sealed class CorpusUseTests
{
    // Published values of the fitted law: 4, 16 and 40 passes are worth 3.7257, 10.5825 and 15.1675 times the unique tokens (Muennighoff et al. 2023, arXiv:2305.16264, with R* 15.387756).
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3.7257)]
    [InlineData(16, 10.5825)]
    [InlineData(40, 15.1675)]
    public void EffectiveTokens_Passes_AreThePublishedOnes(double passes, double expected)
    {
        CorpusUse use = new((long)(1_000_000 * passes), passes, 1_000_000);

        Assert.Equal(expected, use.EffectiveTokens / 1e6, 5e-5); // four digits are published
    }

    [Fact]
    public void EffectiveTokens_NothingRepeated_AreTheTokens() => Assert.Equal(123, new CorpusUse(123, 0.5, 123).EffectiveTokens);
}
