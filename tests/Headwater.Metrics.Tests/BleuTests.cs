using System.Globalization;
using CsCheck;

namespace Headwater.Metrics.Tests;

public class BleuTests
{
    // Scores are a handful of roundings away from the exact value.
    private const double Tolerance = 1e-10;

    [Fact]
    public void Corpus_OneWordDiffers_IsTheGeometricMeanOfPrecisions()
    {
        BleuScore score = Bleu.Corpus(["the cat sat on a mat"], [["the cat sat on the mat"]]);

        Assert.Equal(100 * Math.Pow(5 / 6.0 * 3 / 5 * 2 / 4 * 1 / 3, 0.25), score.Score, Tolerance);
        Assert.Equal([5, 3, 2, 1], score.Statistics.Matches);
        Assert.Equal([6, 5, 4, 3], score.Statistics.Totals);
        Assert.Equal("83.3/60.0/50.0/33.3 (BP = 1.000 ratio = 1.000 hyp_len = 6 ref_len = 6)", score.Verbose);
    }

    [Theory]
    [InlineData(BleuSmoothing.Exp, null, 3 / 5.0 * 2 / 4 * 1 / 3 * 0.5 / 2, "exp")]
    [InlineData(BleuSmoothing.Floor, null, 3 / 5.0 * 2 / 4 * 1 / 3 * 0.1 / 2, "floor[0.10]")]
    [InlineData(BleuSmoothing.Floor, 0.01, 3 / 5.0 * 2 / 4 * 1 / 3 * 0.01 / 2, "floor[0.01]")]
    [InlineData(BleuSmoothing.AddK, null, 3 / 5.0 * 3 / 5 * 2 / 4 * 1 / 3, "add-k[1.00]")]
    [InlineData(BleuSmoothing.AddK, 0.5, 3 / 5.0 * 2.5 / 4.5 * 1.5 / 3.5 * 0.5 / 2.5, "add-k[0.50]")]
    [InlineData(BleuSmoothing.None, null, 0, "none")]
    public void Corpus_NoFourGramMatches_IsSmoothed(BleuSmoothing smoothing, double? value, double product, string name)
    {
        BleuOptions options = new() { Smoothing = smoothing, SmoothingValue = value };

        BleuScore score = Bleu.Corpus(["the dog sat here today"], [["the dog sat down"]], options);

        Assert.Equal(100 * Math.Pow(product, 0.25), score.Score, Tolerance);
        Assert.Equal($"nrefs:1|case:mixed|eff:no|tok:13a|smooth:{name}|version:2.6.0", score.Signature);
    }

    [Theory]
    [InlineData("", "a b c d", 0)]                             // nothing said
    [InlineData("a", "a", 0)]                                  // no bigram to count: undefined, taken as 0
    [InlineData("x y z w", "a b c d", 0)]                      // smoothing does not help where nothing matches
    [InlineData("a b c d", "a b c d", 100)]
    [InlineData("河流 👍 e\u0301 grün", "河流 👍 e\u0301 grün", 100)]
    public void Corpus_EdgeSegments_ScoreAsDefined(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, Bleu.Corpus([hypothesis], [[reference]]).Score, Tolerance);

    [Fact]
    public void Sentence_OneTokenWithEffectiveOrder_Scores100()
    {
        BleuScore score = Bleu.Sentence("river", ["river"]);

        Assert.Equal(100, score.Score, Tolerance);
        Assert.Equal([100, 0, 0, 0], score.Precisions);
        Assert.Contains("eff:yes", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_ShortHypothesis_PaysTheBrevityPenalty()
    {
        BleuScore score = Bleu.Corpus(["a b c d"], [["a b c d e"]]);

        Assert.Equal(Math.Exp(1 - 5 / 4.0), score.BrevityPenalty, Tolerance);
        Assert.Equal(100 * score.BrevityPenalty, score.Score, Tolerance);
        Assert.Equal("100.0/100.0/100.0/100.0 (BP = 0.779 ratio = 0.800 hyp_len = 4 ref_len = 5)", score.Verbose);
    }

    [Fact]
    public void Corpus_SeveralReferences_ClipsByTheBestAndTakesTheClosestLength()
    {
        BleuScore score = Bleu.Corpus(["the the the the"], [["the a b c d e"], ["the the"], ["x y z"]]);

        Assert.Equal(2, score.Statistics.Matches[0]);
        Assert.Equal(3, score.ReferenceLength);
        Assert.StartsWith("nrefs:3|", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_TwoReferencesEquallyClose_TakesTheShorter() =>
        Assert.Equal(3, Bleu.Corpus(["a b c d"], [["a b c d e"], ["a b c"]]).ReferenceLength);

    [Fact]
    public void Corpus_VaryingNumberOfReferences_SaysVar()
    {
        BleuScore score = Bleu.Corpus(["a b c d", "e f g h"], [["a b c d", "x"], ["", "e f g h"], [null, "y"]]);

        Assert.Equal(100, score.Score, Tolerance);
        Assert.Equal("nrefs:var|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0", score.Signature);
    }

    [Fact]
    public void Corpus_OtherOptions_AreInTheSignature()
    {
        BleuOptions options = new() { Tokenizer = BleuTokenizer.Intl, Lowercase = true, EffectiveOrder = true, MaxOrder = 2 };

        BleuScore score = Bleu.Corpus(["A B"], [["a b"]], options);

        Assert.Equal(100, score.Score, Tolerance);
        Assert.Equal("nrefs:1|case:lc|eff:yes|tok:intl|smooth:exp|order:2|version:2.6.0", score.Signature);
        Assert.Equal("#:1|c:lc|e:yes|tok:intl|s:exp|n:2|v:2.6.0", score.ShortSignature);
    }

    [Fact]
    public void Corpus_DifferentLengths_ThrowsWithBoth()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a", "b", "c"], [["a", "b", "c"], ["a", "b"]]));

        Assert.StartsWith("Reference stream 2 has 2 segments and the hypotheses have 3; expected the same number.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_NothingToScore_Throws()
    {
        Assert.StartsWith("There are 0 hypotheses", Assert.Throws<ArgumentException>(() => Bleu.Corpus([], [[]])).Message, StringComparison.Ordinal);
        Assert.StartsWith("There are 0 reference streams", Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a"], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_SegmentWithoutReference_ThrowsWithItsNumber()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a", "b"], [["a", ""]]));

        Assert.Equal("Segment 2 has no reference, or only empty ones; expected at least one. Add a reference or leave the segment out.", fault.Message);
    }

    [Fact]
    public void Corpus_SeveralOptionsWrong_ReportsAllAtOnce()
    {
        BleuOptions options = new() { MaxOrder = 0, SmoothingValue = -0.5 };

        ArgumentException fault = Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a"], [["a"]], options));

        Assert.Equal("BleuOptions: MaxOrder is 0; expected 1 or more. SmoothingValue is -0.5; expected a finite number, 0 or more.", fault.Message);
    }

    [Fact]
    public void FromStatistics_OtherOrder_Throws()
    {
        BleuStatistics ofOrderFour = Bleu.Segments(["a"], [["a"]])[0];

        Assert.Throws<ArgumentException>(() => Bleu.FromStatistics(ofOrderFour, new BleuOptions { MaxOrder = 3 }));
    }

    [Fact]
    public void ToJson_Score_HasTheReferenceToolsShape()
    {
        BleuScore score = Bleu.Corpus(["the cat sat on a mat"], [["the cat sat on the mat"]]);

        string expected = """
            {
             "name": "BLEU",
             "score": 53.7,
             "signature": "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0",
             "verbose_score": "83.3/60.0/50.0/33.3 (BP = 1.000 ratio = 1.000 hyp_len = 6 ref_len = 6)",
             "nrefs": "1",
             "case": "mixed",
             "eff": "no",
             "tok": "13a",
             "smooth": "exp",
             "version": "2.6.0"
            }
            """.ReplaceLineEndings("\n");
        Assert.Equal(expected, score.ToJson());
        Assert.Contains("\"score\": 53.7285,", score.ToJson(width: 4), StringComparison.Ordinal);
    }

    [Fact]
    public void Format_CommaDecimalCulture_StaysInvariant()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            string line = Bleu.Corpus(["a b c d"], [["a b c d e"]]).Format(width: 2);

            Assert.Equal(
                "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 77.88 100.0/100.0/100.0/100.0 (BP = 0.779 ratio = 0.800 hyp_len = 4 ref_len = 5)", line);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Segments_TwoSetsTogether_AddUp() =>
        Gen.Select(Segments.TestSet, Segments.TestSet).Sample((first, second) =>
        {
            BleuStatistics together = Segments.Bleu([.. first, .. second]);

            BleuStatistics sum = Segments.Bleu(first) + Segments.Bleu(second);

            Assert.Equal(together.Matches, sum.Matches);
            Assert.Equal(together.Totals, sum.Totals);
            Assert.Equal((together.HypothesisLength, together.ReferenceLength), (sum.HypothesisLength, sum.ReferenceLength));
        });

    [Fact]
    public void Corpus_SegmentsReversed_ScoresTheSame() =>
        Segments.TestSet.Sample(set =>
            Assert.Equal(Bleu.FromStatistics(Segments.Bleu(set)).Score, Bleu.FromStatistics(Segments.Bleu([.. set.Reverse()])).Score));

    [Fact]
    public void Corpus_IdenticalOfFourTokensOrMore_Scores100() =>
        Segments.Sentence(shortest: 4).Array[1, 8].Sample(set => Assert.Equal(100, Bleu.Corpus(set, [set]).Score, Tolerance));
}
