using CsCheck;

namespace Headwater.Metrics.Tests;

public class RougeTests
{
    // Quotients of small integers: a handful of roundings away from the exact value.
    private const double Tolerance = 1e-12;

    // Words that overlap, line breaks, letters outside a to z, surrogates with and without their partners.
    private static readonly string[] Pieces = ["the", "The", "cats", "cat", "running", "run", "7", "\n", "ü", "👍", "\uD83D", "\uDC4D", "İ", "-", ""];
    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 12].Select(pieces => string.Join(' ', pieces));

    [Theory]
    [InlineData("police kill the gunman", 3 / 4.0, 1 / 3.0)]
    [InlineData("the gunman kill police", 2 / 4.0, 1 / 3.0)]
    [InlineData("the gunman police killed", 2 / 4.0, 2 / 3.0)]
    public void Document_GunmanOfLin2004_HasThePapersScores(string prediction, double longest, double pairs)
    {
        // Lin 2004 (W04-1013), section 3.1: the reference is "police killed the gunman", four words and three pairs; pairs shared: "the gunman",
        // and in the last "police killed" too.
        RougeMeasure[] measures = Score(prediction, "police killed the gunman", RougeType.RougeL, RougeType.Rouge2);

        Assert.Equal(longest, measures[0].F1, Tolerance);
        Assert.Equal(pairs, measures[1].F1, Tolerance);
    }

    [Fact]
    public void Document_UnionOfLin2004_HasThePapersRecall()
    {
        // Section 3.2: w1 w2 is common with the first sentence, w1 w3 w5 with the second; their union is 4 of 5 words. rouge_score adds 4 of 10.
        RougeMeasure measure = Score("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5", RougeType.RougeLsum)[0];

        Assert.Equal(4 / 5.0, measure.Recall, Tolerance);
        Assert.Equal(4 / 10.0, measure.Precision, Tolerance);
        Assert.Equal(2 * 0.4 * 0.8 / 1.2, measure.F1, Tolerance);
    }

    [Fact]
    public void Document_ReadmeOfRougeScore_HasItsScores()
    {
        // Of 9 and 8 words they share the, the, quick, brown, dog, jumps; in order the quick brown jumps the.
        RougeMeasure[] measures = Score(
            "The quick brown dog jumps on the log.", "The quick brown fox jumps over the lazy dog", RougeType.Rouge1, RougeType.RougeL);

        AssertClose(new RougeMeasure(6 / 8.0, 6 / 9.0, 2 * 6 / 17.0), measures[0]);
        Assert.Equal(5 / 8.0, measures[1].Precision, Tolerance);
        Assert.Equal(5 / 9.0, measures[1].Recall, Tolerance);
    }

    // rouge_scorer_test.py of rouge_score: the target is "testing one two".
    [Theory]
    [InlineData("rouge1", "testing", 1, 1 / 3.0, 1 / 2.0)]
    [InlineData("rouge2", "testing one", 1, 1 / 2.0, 2 / 3.0)]
    [InlineData("rougeL", "testing one", 1, 2 / 3.0, 4 / 5.0)]
    [InlineData("rougeL", "testing two", 1, 2 / 3.0, 4 / 5.0)]
    [InlineData("rouge9", "testing", 0, 0, 0)]
    [InlineData("rouge1", "", 0, 0, 0)]
    [InlineData("rougeL", "", 0, 0, 0)]
    [InlineData("rougeLsum", "/", 0, 0, 0)]
    public void Document_RougeScoresTests_HaveItsScores(string type, string prediction, double precision, double recall, double f1)
    {
        RougeMeasure measure = Score(prediction, "testing one two", RougeType.Parse(type))[0];

        Assert.Equal(precision, measure.Precision, Tolerance);
        Assert.Equal(recall, measure.Recall, Tolerance);
        Assert.Equal(f1, measure.F1, Tolerance);
    }

    [Fact]
    public void Document_WordOfTwoSentences_CountsOnceForOnePredicted()
    {
        RougeMeasure measure = Score("x", "x y\nx z", RougeType.RougeLsum)[0];

        Assert.Equal(1 / 1.0, measure.Precision, Tolerance);
        Assert.Equal(1 / 4.0, measure.Recall, Tolerance);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Document_Stemmer_MatchesWordsOfMoreThanThreeLetters(bool stemmer, double expected)
    {
        RougeOptions options = new() { Types = [RougeType.Rouge1], Stemmer = stemmer };

        Assert.Equal(expected, Rouge.Documents(["connecting ponies"], [["Connections pony"]], options)[0].Measures[0].F1, Tolerance);
        Assert.Equal(expected, Rouge.Documents(["ties"], [["tie"]], options)[0].Measures[0].F1, Tolerance);
        Assert.Equal(0, Rouge.Documents(["was"], [["wa"]], options)[0].Measures[0].F1, Tolerance);
    }

    [Theory]
    [InlineData("GRÖSSE", "gr sse")]                         // letters outside a to z part words
    [InlineData("\u212Aelvin", "kelvin")]                    // the Kelvin sign's lower case is k
    [InlineData("İ", "i")]                                   // and this one's is i with a mark
    [InlineData("a\uD800b", "a b")]
    [InlineData("snake_case", "snake case")]
    public void Document_Letters_BecomeTokensAsInRougeScore(string text, string tokens) =>
        Assert.Equal(new RougeMeasure(1, 1, 1), Score(text, tokens, RougeType.Rouge1)[0]);

    [Fact]
    public void Documents_SeveralTargets_TakeTheBestForEachType()
    {
        RougeOptions options = new() { Types = [RougeType.Rouge1, RougeType.Rouge2] };

        RougeDocument document = Rouge.Documents(["a b c"], [["c b a"], ["x a b"], [""]], options)[0];

        Assert.Equal(1, document.Measures[0].F1, Tolerance);  // the first has all words
        Assert.Equal(1 / 2.0, document.Measures[1].F1, Tolerance); // the second has the pair a b
        Assert.Equal(3, document.TargetCount);
    }

    [Fact]
    public void Corpus_Documents_AreAveraged()
    {
        RougeScore score = Rouge.Corpus(["one two", "seven"], [["one two three", "eight"]], new RougeOptions { Types = [RougeType.Rouge1] })[0];

        // F1 of the first: P = 1, R = 2/3, F = 4/5; of the second 0.
        Assert.Equal(100 * (4 / 5.0 + 0) / 2, score.Score, 1e-10);
        Assert.Equal(1 / 2.0, score.Mean.Precision, Tolerance);
        Assert.Equal(1 / 3.0, score.Mean.Recall, Tolerance);
        Assert.Equal("rouge1", score.Name);
        Assert.Equal("nrefs:1|case:lc|tok:a-z0-9|stem:no|sents:newline|refs:best-f1|version:rouge_score-0.1.2", score.Signature);
    }

    [Fact]
    public void Interval_RougeScoresExample_HasItsPercentiles()
    {
        // scoring_test.testConsistentPercentiles, level 0.9.
        RougeDocument[] documents = [Document(1, 1 / 3.0, 1 / 2.0), Document(0, 0, 0), Document(1, 1, 1)];

        RougeInterval interval = RougeInterval.Of(documents, level: 0.9)[0];

        AssertClose(new(1 / 3.0, 1 / 9.0, 1 / 6.0), interval.Low);
        AssertClose(new(2 / 3.0, 4 / 9.0, 3 / 6.0), interval.Mid);
        AssertClose(new(3 / 3.0, 7 / 9.0, 5 / 6.0), interval.High);
    }

    [Fact]
    public void Interval_SameSeed_IsTheSame()
    {
        RougeDocument[] documents = [.. Enumerable.Range(0, 20).Select(i => Document(i / 20.0, i / 40.0, i / 30.0))];

        Assert.Equal(RougeInterval.Of(documents, seed: 3)[0], RougeInterval.Of(documents, seed: 3)[0]);
        Assert.NotEqual(RougeInterval.Of(documents, seed: 3)[0], RougeInterval.Of(documents, seed: 4)[0]);
    }

    [Fact]
    public void Document_AnyTexts_ScoreWithinRange() =>
        Gen.Select(Texts, Texts, Gen.Bool).Sample((prediction, target, stemmer) =>
        {
            foreach (RougeMeasure measure in Rouge.Documents([prediction], [[target]], new RougeOptions { Stemmer = stemmer })[0].Measures)
            {
                Assert.InRange(measure.Precision, 0, 1);
                Assert.InRange(measure.Recall, 0, 1);
                Assert.InRange(measure.F1, 0, 1);
            }
        });

    [Fact]
    public void Document_PredictionAndTargetExchanged_ExchangePrecisionAndRecall() =>
        Gen.Select(Texts, Texts).Sample((prediction, target) =>
        {
            RougeType[] types = [RougeType.Rouge1, RougeType.Rouge2, RougeType.RougeL];

            RougeMeasure[] there = Score(prediction, target, types);
            RougeMeasure[] back = Score(target, prediction, types);

            Assert.Equal(there.Select(measure => (measure.Precision, measure.Recall)), back.Select(measure => (measure.Recall, measure.Precision)));
        });

    [Fact]
    public void Document_OneLineTexts_HaveTheSameLAndLsum() =>
        Gen.Select(Texts, Texts).Sample((prediction, target) =>
        {
            RougeMeasure[] measures = Score(prediction.Replace('\n', ' '), target.Replace('\n', ' '), RougeType.RougeL, RougeType.RougeLsum);

            Assert.Equal(measures[0], measures[1]);
        });

    [Fact]
    public void Documents_DifferentLengths_ThrowsWithBoth()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Rouge.Documents(["a", "b"], [["a"]]));

        Assert.StartsWith("Reference stream 1 has 1 segments and the hypotheses have 2; expected the same number.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rouge0")]
    [InlineData("rouge10")]
    [InlineData("rougen")]
    [InlineData("RougeL")]
    public void Parse_UnknownType_NamesTheKnown(string name)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => RougeType.Parse(name));

        Assert.StartsWith($"The ROUGE type is \"{name}\"; expected rouge1 to rouge9, rougeL or rougeLsum.", fault.Message, StringComparison.Ordinal);
    }

    private static RougeMeasure[] Score(string prediction, string target, params RougeType[] types) =>
        [.. Rouge.Documents([prediction], [[target]], new RougeOptions { Types = [.. types] })[0].Measures];

    private static RougeDocument Document(double precision, double recall, double f1) =>
        new() { Measures = [new RougeMeasure(precision, recall, f1)], TargetCount = 1 };

    private static void AssertClose(RougeMeasure expected, RougeMeasure actual)
    {
        Assert.Equal(expected.Precision, actual.Precision, Tolerance);
        Assert.Equal(expected.Recall, actual.Recall, Tolerance);
        Assert.Equal(expected.F1, actual.F1, Tolerance);
    }
}
