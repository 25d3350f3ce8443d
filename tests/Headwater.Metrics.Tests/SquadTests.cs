using CsCheck;

namespace Headwater.Metrics.Tests;

public class SquadTests
{
    // Quotients of small integers.
    private const double Tolerance = 1e-10;

    private static readonly string[] Words = ["the", "A", "red", "Red!", "house", "ü", "👍", "\uD83D", "", "  "];
    private static readonly Gen<string> Texts = Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[0, 6].Select(words => string.Join(' ', words));

    [Theory]
    [InlineData("the red big house", "a red house", 2 * (2 / 3.0) / (2 / 3.0 + 1))] // P = 2/3, R = 2/2
    [InlineData("red red", "red house", 1 / 2.0)]            // a word counts as often as the answer has it
    [InlineData("Red, house!", "the red house", 1)]
    [InlineData("blue", "red", 0)]
    public void F1_Words_IsWorkedByHand(string prediction, string answer, double expected)
    {
        Assert.Equal(expected, Squad.F1(prediction, [answer]), Tolerance);
        Assert.Equal(expected, Squad.F1(prediction, [answer], SquadVersion.V20), Tolerance);
    }

    [Fact]
    public void F1_SeveralAnswers_TakesTheBest()
    {
        Assert.Equal(1, Squad.F1("red house", ["blue", "the red house"]), Tolerance);
        Assert.Equal(1, Squad.ExactMatch("Red house.", ["blue", "the red house"]));
    }

    // Both normalise to nothing: equal texts to either script, but words in common only to that of 2.0.
    [Theory]
    [InlineData(SquadVersion.V11, 0)]
    [InlineData(SquadVersion.V20, 1)]
    public void F1_NoWords_DependsOnTheVersion(SquadVersion version, double expected)
    {
        Assert.Equal(1, Squad.ExactMatch("the", ["a"], version));
        Assert.Equal(expected, Squad.F1("the", ["a"], version));
    }

    [Fact]
    public void Score_Version11_CountsMissingPredictionsAsWrong()
    {
        SquadQuestion[] questions = [Question("q1", "Denver Broncos", "Broncos"), Question("q2", "the red house"), Question("q3", "1976"), Question("q4", "blue")];
        Dictionary<string, string> predictions = new() { ["q1"] = "broncos.", ["q2"] = "red big house", ["q3"] = "1977" };

        SquadScore score = Squad.Score(questions, predictions);

        // Exact: 1, 0, 0, 0. F1: 1, P = 2/3 with R = 1 gives 4/5, 0, 0.
        Assert.Equal(100 * 1 / 4.0, score.All.ExactMatch, Tolerance);
        Assert.Equal(100 * (1 + 4 / 5.0) / 4, score.All.F1, Tolerance);
        Assert.Equal(4, score.All.Total);
        Assert.Equal(["q4"], score.Unanswered);
        Assert.Null(score.HasAnswer);
        Assert.Equal("nrefs:var|case:lc|punct:no|articles:no|refs:best|noans:no|version:squad-1.1", score.Signature);
    }

    [Fact]
    public void Score_Version20_RewardsSilenceWhereThereIsNoAnswer()
    {
        SquadQuestion[] questions = [Question("q1", "red house"), Question("q2", "blue"), Question("q3"), Question("q4")];
        Dictionary<string, string> predictions = new() { ["q1"] = "a red boat", ["q2"] = "", ["q3"] = "", ["q4"] = "green" };

        SquadScore score = Squad.Score(questions, predictions, new SquadOptions { Version = SquadVersion.V20 });

        // F1: q1 1/2, q2 0, q3 1, q4 0.
        Assert.Equal(new SquadPart(0, 100 * 0.5 / 2, 2), score.HasAnswer);
        Assert.Equal(new SquadPart(50, 50, 2), score.NoAnswer);
        Assert.Equal(new SquadPart(25, 100 * 1.5 / 4, 4), score.All);
        Assert.Null(score.BestF1);
        Assert.Equal("nrefs:var|case:lc|punct:no|articles:no|refs:best|noans:yes|version:squad-2.0", score.Signature);
    }

    [Fact]
    public void Score_Probabilities_ApplyAndSeekTheThreshold()
    {
        SquadQuestion[] questions = [Question("q1", "red"), Question("q2", "blue"), Question("q3"), Question("q4")];
        Dictionary<string, string> predictions = new() { ["q1"] = "red", ["q2"] = "blue", ["q3"] = "", ["q4"] = "green" };
        Dictionary<string, double> probabilities = new() { ["q1"] = 0.1, ["q2"] = 0.8, ["q3"] = 0.4, ["q4"] = 0.6 };
        SquadOptions options = new() { Version = SquadVersion.V20, NoAnswerProbabilities = probabilities, NoAnswerThreshold = 0.5 };

        SquadScore score = Squad.Score(questions, predictions, options);

        // Above 0.5: q2, wrongly silenced, and q4, rightly. Right: q1, q3, q4.
        Assert.Equal(75, score.All.ExactMatch, Tolerance);
        Assert.Equal(50, score.HasAnswer!.Value.ExactMatch, Tolerance);
        Assert.Equal(100, score.NoAnswer!.Value.ExactMatch, Tolerance);
        // All silent: 2 right. In order of probability q1 adds 1 (3), q3 0, q4 takes 1 (2), q2 adds 1 (3): the first 3 is at 0.1.
        Assert.Equal(new SquadThreshold(75, 0.1), score.BestExactMatch);
        Assert.Equal(new SquadThreshold(75, 0.1), score.BestF1);
        Assert.Contains("noans:above-0.5", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Version20WithoutAPrediction_SaysWhichAndHowMany()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() =>
            Squad.Score([Question("q1", "red"), Question("q2")], new Dictionary<string, string>(), new SquadOptions { Version = SquadVersion.V20 }));

        Assert.StartsWith("2 of 2 questions have no prediction, the first of them \"q1\"; SQuAD 2.0 expects one for each.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Version11WithoutAnAnswer_Throws()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Squad.Score([Question("q1")], new Dictionary<string, string>()));

        Assert.StartsWith("Question \"q1\" has no answer; SQuAD 1.1 expects at least one.\nhint: choose version 2.0.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_IdTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => Squad.Score([Question("q1", "a"), Question("q1", "b")], new Dictionary<string, string>()));

    [Fact]
    public void Score_AnyTexts_StayWithinRangeAndExactMatchesHaveF1() =>
        Gen.Select(Texts, Texts).Sample((prediction, answer) =>
        {
            double exact = Squad.ExactMatch(prediction, [answer], SquadVersion.V20);
            double f1 = Squad.F1(prediction, [answer], SquadVersion.V20);

            Assert.InRange(f1, exact, 1);
            Assert.Equal(f1, Squad.F1(answer, [prediction], SquadVersion.V20), Tolerance);
            Assert.Equal(1, Squad.ExactMatch(answer, [answer]));
        });

    private static SquadQuestion Question(string id, params string[] answers) => new() { Id = id, Answers = [.. answers] };
}
