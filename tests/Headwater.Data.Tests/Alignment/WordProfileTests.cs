namespace Headwater.Data.Tests;

public sealed class WordProfileTests
{
    [Fact]
    public void Covered_ByHand_CountsKindsWordsAndPairs()
    {
        WordProfile task = WordProfile.Of(["The cat saw the dog.", "A bird!"]);
        WordProfile text = WordProfile.Of(["the cat", "dog saw the cat"]);

        Assert.Equal(7, task.Words);
        Assert.Equal(6, task.Vocabulary);
        Assert.Equal(4 / 6.0, task.VocabularyCoveredBy(text), 12);
        Assert.Equal(5 / 7.0, task.WordsCoveredBy(text), 12);
        Assert.Equal(2 / 5.0, task.PairsCoveredBy(text), 12);   // the cat, saw the; not cat saw, the dog, a bird
    }

    [Fact]
    public void Divergence_EqualTexts_IsZeroAndTextsWithoutACommonWordIsOne()
    {
        WordProfile text = WordProfile.Of(["one two two three"]);

        Assert.Equal(0, text.DivergenceFrom(WordProfile.Of(["Two three", "two one"])), 12);
        Assert.Equal(1, text.DivergenceFrom(WordProfile.Of(["four five"])), 12);
    }

    [Fact]
    public void Divergence_ByHand_IsSymmetric()
    {
        WordProfile a = WordProfile.Of(["x x x y"]), b = WordProfile.Of(["x y"]);

        double expected = ((0.75 * Math.Log2(0.75 / 0.625)) + (0.25 * Math.Log2(0.25 / 0.375)) + (0.5 * Math.Log2(0.5 / 0.625)) + (0.5 * Math.Log2(0.5 / 0.375))) / 2;
        Assert.Equal(expected, a.DivergenceFrom(b), 12);
        Assert.Equal(expected, b.DivergenceFrom(a), 12);
    }

    [Theory]
    [InlineData("Größe 42, e\u0301te\u0301", 3)]
    [InlineData("水曜日 tea", 4)]
    [InlineData("— … !", 0)]
    public void Of_Scripts_CutsWordsAsTheyAreWritten(string text, int words)
    {
        Assert.Equal(words, WordProfile.Of([text]).Words);
    }
}
