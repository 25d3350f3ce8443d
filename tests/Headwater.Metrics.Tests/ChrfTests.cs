using CsCheck;

namespace Headwater.Metrics.Tests;

public class ChrfTests
{
    // Scores are a handful of roundings away from the exact value.
    private const double Tolerance = 1e-10;

    [Fact]
    public void Corpus_OneLetterDiffers_AveragesOverOrders()
    {
        ChrfOptions options = new() { CharOrder = 2 };

        ChrfScore score = Chrf.Corpus(["a bc"], [["ab d"]], options);

        Assert.Equal(100 * (2 / 3.0 + 1 / 2.0) / 2, score.Score, Tolerance);
        Assert.Equal([2, 1], score.Statistics.Matches);
        Assert.Equal("chrF2", score.Name);
        Assert.Equal("nrefs:1|case:mixed|eff:yes|nc:2|nw:0|space:no|version:2.6.0", score.Signature);
    }

    [Fact]
    public void Corpus_HypothesisTwiceAsLong_WeighsRecallByBeta()
    {
        ChrfScore score = Chrf.Corpus(["aa"], [["a"]], new ChrfOptions { CharOrder = 1, Beta = 3 });

        Assert.Equal(100 * 10 * 0.5 * 1 / (9 * 0.5 + 1), score.Score, Tolerance);
        Assert.Equal("chrF3", score.Name);
    }

    [Theory]
    [InlineData("", "abc", 0)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("a", "a", 100)]
    [InlineData("👍", "👍", 100)]
    [InlineData("grün 河", "grün 河", 100)]
    [InlineData("abc", " ", 0)]                                // a reference of white space alone has no n-gram
    public void Corpus_EdgeSegments_ScoreAsDefined(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, Chrf.Corpus([hypothesis], [[reference]]).Score, Tolerance);

    [Fact]
    public void Corpus_SurrogatePairs_AreOneCharacter() =>
        Assert.Equal([2, 1, 0], Chrf.Corpus(["👍👎"], [["👍👎"]], new ChrfOptions { CharOrder = 3 }).Statistics.HypothesisTotals);

    [Fact]
    public void Corpus_PlusPlus_CutsOneMarkFromWords()
    {
        ChrfScore score = Chrf.Corpus(["(hi) there."], [["(hi there ."]], ChrfOptions.PlusPlus);

        // Words: "(hi" ")" "there" "." against "(" "hi" "there" "."
        Assert.Equal(4, score.Statistics.HypothesisTotals[6]);
        Assert.Equal(2, score.Statistics.Matches[6]);
        Assert.Equal(1, score.Statistics.Matches[7]);
        Assert.Equal("chrF2++", score.Name);
    }

    [Fact]
    public void Corpus_Whitespace_CountsBlanksAsCharacters()
    {
        ChrfOptions options = new() { CharOrder = 1, Whitespace = true };

        ChrfScore score = Chrf.Corpus(["a b"], [["ab"]], options);

        Assert.Equal([3], score.Statistics.HypothesisTotals);
        Assert.Contains("space:yes", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_Lowercase_IgnoresCase()
    {
        Assert.Equal(0, Chrf.Corpus(["FLUSS"], [["fluss"]]).Score);
        Assert.Equal(100, Chrf.Corpus(["FLUSS"], [["fluss"]], new ChrfOptions { Lowercase = true }).Score, Tolerance);
    }

    [Fact]
    public void Corpus_EpsSmoothing_CountsMissingOrdersAsNothing()
    {
        ChrfScore score = Chrf.Corpus(["abc"], [["abc"]], new ChrfOptions { EpsSmoothing = true });

        Assert.Equal(50, score.Score, Tolerance);              // three of six orders exist
        Assert.Contains("eff:no", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_SeveralReferences_TakesTheBest()
    {
        double best = Chrf.Sentence("the river", ["the river"]).Score;

        ChrfScore score = Chrf.Sentence("the river", ["a stream", "the river", "the rivers"]);

        Assert.Equal(best, score.Score, Tolerance);
        Assert.StartsWith("nrefs:3|", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_DifferentLengths_ThrowsWithBoth()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Chrf.Corpus(["a", "b"], [["a"]]));

        Assert.StartsWith("Reference stream 1 has 1 segments and the hypotheses have 2; expected the same number.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_SeveralOptionsWrong_ReportsAllAtOnce()
    {
        ChrfOptions options = new() { CharOrder = 0, WordOrder = -1, Beta = 0 };

        ArgumentException fault = Assert.Throws<ArgumentException>(() => Chrf.Corpus(["a"], [["a"]], options));

        Assert.Equal("ChrfOptions: CharOrder is 0; expected 1 or more. WordOrder is -1; expected 0 or more. Beta is 0; expected 1 or more.", fault.Message);
    }

    [Fact]
    public void ToJson_Score_HasTheReferenceToolsShape()
    {
        string expected = """
            {
             "name": "chrF2++",
             "score": 100.0,
             "signature": "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0",
             "nrefs": "1",
             "case": "mixed",
             "eff": "yes",
             "nc": "6",
             "nw": "2",
             "space": "no",
             "version": "2.6.0"
            }
            """.ReplaceLineEndings("\n");

        Assert.Equal(expected, Chrf.Corpus(["river"], [["river"]], ChrfOptions.PlusPlus).ToJson());
    }

    [Fact]
    public void Segments_TwoSetsTogether_AddUp() =>
        Gen.Select(Segments.TestSet, Segments.TestSet).Sample((first, second) =>
        {
            ChrfStatistics together = Segments.Chrf([.. first, .. second]);

            ChrfStatistics sum = Segments.Chrf(first) + Segments.Chrf(second);

            Assert.Equal(together.Matches, sum.Matches);
            Assert.Equal(together.HypothesisTotals, sum.HypothesisTotals);
            Assert.Equal(together.ReferenceTotals, sum.ReferenceTotals);
        });

    [Fact]
    public void Corpus_SegmentsReversed_ScoresTheSame() =>
        Segments.TestSet.Sample(
            set => Assert.Equal(
                Chrf.FromStatistics(Segments.Chrf(set), ChrfOptions.PlusPlus).Score,
                Chrf.FromStatistics(Segments.Chrf([.. set.Reverse()]), ChrfOptions.PlusPlus).Score));

    [Fact]
    public void Corpus_Identical_Scores100() =>
        Segments.Sentence(shortest: 1).Array[1, 8].Sample(set => Assert.Equal(100, Chrf.Corpus(set, [set], ChrfOptions.PlusPlus).Score, Tolerance));
}
