using CsCheck;

namespace Headwater.Metrics.Tests;

public class TerTests
{
    // Snover et al. 2006, section 3: one shift, two substitutions, one insertion.
    [Fact]
    public void Sentence_ExampleOfThePaper_HasItsFourEdits()
    {
        TerScore score = Ter.Sentence(
            "THIS WEEK THE SAUDIS denied information published in the new york times",
            ["SAUDI ARABIA denied THIS WEEK information published in the AMERICAN new york times"]);

        Assert.Equal(4, score.Edits);
        Assert.Equal(13, score.ReferenceLength);
        Assert.Equal(100 * (4 / 13.0), score.Score);
        Assert.Equal("TER", score.Name);
        Assert.Equal("nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0", score.Signature);
        Assert.Equal("#:1|c:lc|t:tercom|nr:no|pn:yes|as:no|v:2.6.0", score.ShortSignature);
    }

    // test_ter.py of sacreBLEU (commit 27bec34): equal, nothing in common, an empty output, and one shift of a block of three words of eight.
    [Theory]
    [InlineData("aaaa bbbb cccc dddd", "aaaa bbbb cccc dddd", 0)]
    [InlineData("dddd eeee ffff", "aaaa bbbb cccc", 100)]
    [InlineData("", "a", 100)]
    [InlineData("d e f g h a b c", "a b c d e f g h", 12.5)]
    public void Corpus_ReferenceToolsTests_HaveItsScores(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, Ter.Corpus([hypothesis], [[reference]]).Score);

    [Theory]
    [InlineData("a b c d", "a b c d", 0)]
    [InlineData("a b d", "a b c d", 1)]                        // a word missing
    [InlineData("a b x c d", "a b c d", 1)]                    // a word too many
    [InlineData("a b x d", "a b c d", 1)]                      // another word
    [InlineData("d a b c", "a b c d", 1)]                      // a word shifted: a deletion and an insertion without shifts
    [InlineData("c d e a b", "a b c d e", 1)]                  // a block shifted
    [InlineData("e d c b a", "a b c d e", 4)]
    [InlineData("A B", "a b", 0)]
    [InlineData("", "a b", 2)]
    [InlineData("a b", " ", 2)]
    public void Sentence_SmallChanges_CountsTheFewestEdits(string hypothesis, string reference, int expected) =>
        Assert.Equal(expected, Ter.Sentence(hypothesis, [reference]).Edits);

    [Theory]
    [InlineData("a", " ", 100)]                                // no reference words, but edits
    [InlineData("", " ", 0)]
    [InlineData("a b c", "d", 300)]
    [InlineData("\uD800", "\uD800", 0)]
    [InlineData("👩‍👩‍👧 שלום", "👩‍👩‍👧 שלום", 0)]
    public void Sentence_EdgeSegments_ScoreAsDefined(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, Ter.Sentence(hypothesis, [reference]).Score);

    [Fact]
    public void Corpus_SeveralReferences_TakesFewestEditsAndMeanLength()
    {
        TerScore score = Ter.Corpus(["a b c", "x"], [["a b d e", "x"], ["a b", "y z"], ["q r s t", ""]]);

        Assert.Equal(1, score.Edits);
        Assert.Equal(10 / 3.0 + 1.5, score.ReferenceLength);
        Assert.StartsWith("nrefs:var|", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void FromStatistics_Options_AreInTheSignature() =>
        Assert.Equal(
            "nrefs:1|case:mixed|tok:tercom|norm:yes|punct:no|asian:yes|version:2.6.0",
            Ter.Sentence("a", ["a"], new TerOptions { CaseSensitive = true, Normalized = true, NoPunctuation = true, AsianSupport = true }).Signature);

    [Fact]
    public void Corpus_OneStreamTooShort_ThrowsWithBothCounts()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Ter.Corpus(["a", "b"], [["a"]]));

        Assert.StartsWith("Reference stream 1 has 1 segments and the hypotheses have 2; expected the same number.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_TwoSetsTogether_AddUp() =>
        Gen.Select(Segments.TestSet, Segments.TestSet).Sample(
            (first, second) => Assert.Equal(Segments.Ter([.. first, .. second]), Segments.Ter(first) + Segments.Ter(second)));

    // Normalisation goes over references twice, as in sacreBLEU: a text that the second time changes, such as ",.5x", is not its own reference word for word.
    [Fact]
    public void Sentence_AnyText_AgainstItselfIsZero() =>
        Gen.Char.Array[0, 40].Select(text => new string(text) + "x").Sample(text =>
        {
            foreach (TerOptions options in EveryOption())
            {
                List<string> once = PlainTokens.Of(text, options);
                bool isSettled = !options.Normalized || PlainTokens.Of(string.Join(' ', once), options).SequenceEqual(once, StringComparer.Ordinal);
                Assert.Equal(isSettled, Ter.Sentence(text, [text], options).Score == 0);
            }
        });

    [Fact]
    public void Sentence_AnyTwoTexts_NeedsNoMoreEditsThanWords() =>
        Gen.Select(Gen.Char.Array[0, 40], Gen.Char.Array[1, 40]).Sample((hypothesis, reference) =>
        {
            foreach (TerOptions options in EveryOption())
            {
                TerScore score = Ter.Sentence(new string(hypothesis), [new string(reference)], options);
                Assert.InRange(score.Edits, 0, 3 * (hypothesis.Length + reference.Length));
                Assert.True(score.Score >= 0);
            }
        });

    // sacreBLEU 2.6.0: one edit of two words, "cat" and "'s", where the output has "cat's".
    [Theory]
    [InlineData("the cat's.", 2, 4)]
    [InlineData("the cat's, it", 2, 5)]
    [InlineData("the cat's it", 0, 4)]
    [InlineData("the cat.", 0, 3)]
    public void Sentence_NormalizedAndIdentical_ReferenceIsTokenizedTwice(string text, int edits, int words)
    {
        TerScore score = Ter.Sentence(text, [text], new TerOptions { Normalized = true });

        Assert.Equal((edits, (double)words), (score.Edits, score.ReferenceLength));
        Assert.Equal(0, Ter.Sentence(text, [text]).Edits);
    }

    private static IEnumerable<TerOptions> EveryOption() =>
        from normalized in new[] { false, true }
        from noPunctuation in new[] { false, true }
        from asianSupport in new[] { false, true }
        select new TerOptions { Normalized = normalized, NoPunctuation = noPunctuation, AsianSupport = asianSupport };
}
