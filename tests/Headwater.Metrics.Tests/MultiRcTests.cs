namespace Headwater.Metrics.Tests;

public class MultiRcTests
{
    [Fact]
    public void Score_TwoQuestions_IsWorkedByHand()
    {
        MultiRcScore score = MultiRc.Score(
        [
            Answer("q1", isRight: true, judged: true), Answer("q1", isRight: false, judged: false),
            Answer("q2", isRight: true, judged: true), Answer("q2", isRight: true, judged: false), Answer("q2", isRight: false, judged: true),
        ]);

        // Called right: 3, of which 2 are; right: 3. P = R = 2/3. All judged right: q1 of two.
        Assert.Equal(100 * 2 / 3.0, score.AnswerF1, 1e-10);
        Assert.Equal(50, score.ExactMatch);
        Assert.Equal((2, 5), (score.Questions, score.Answers));
        Assert.Equal("nrefs:1|f1:answers|em:question|unreadable:wrong|version:headwater-1", score.Signature);
    }

    [Fact]
    public void Score_UnreadableJudgement_IsTheWrongOne()
    {
        MultiRcAnswer[] unreadable = [Answer("q1", isRight: true, judged: true), Answer("q1", isRight: true, judged: null), Answer("q2", isRight: false, judged: null)];
        MultiRcAnswer[] wrong = [Answer("q1", isRight: true, judged: true), Answer("q1", isRight: true, judged: false), Answer("q2", isRight: false, judged: true)];

        Assert.Equal(MultiRc.Score(wrong), MultiRc.Score(unreadable));
        Assert.Equal(50, MultiRc.Score(wrong).AnswerF1, 1e-10);  // P = 1/2, R = 1/2
    }

    [Fact]
    public void Score_NothingCalledRight_HasF1Zero() => Assert.Equal(0, MultiRc.Score([Answer("q1", isRight: true, judged: false)]).AnswerF1);

    [Fact]
    public void Score_NoAnswers_Throws() => Assert.Throws<ArgumentException>(() => MultiRc.Score([]));

    private static MultiRcAnswer Answer(string question, bool isRight, bool? judged) => new() { Question = question, IsRight = isRight, Judged = judged };
}
