namespace Headwater.Metrics;

/// <summary>
/// Questions with several candidate answers, each right or wrong by itself (MultiRC: Khashabi et al. 2018, N18-1023): F1 over all answers, and the share
/// of questions with every answer judged right. Thread-safe.
/// </summary>
public static class MultiRc
{
    /// <summary>The score of all answers. Throws when there is none.</summary>
    public static MultiRcScore Score(IReadOnlyList<MultiRcAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0)
            throw new ArgumentException("There are 0 answers; expected at least one.", nameof(answers));

        int truePositives = answers.Count(answer => answer is { IsRight: true, Judged: true });
        int wrong = answers.Count(answer => answer.Judged != answer.IsRight);
        bool[] questions = [.. answers.GroupBy(answer => answer.Question, StringComparer.Ordinal).Select(ofOne => ofOne.All(answer => answer.Judged == answer.IsRight))];
        return new MultiRcScore
        {
            // 2PR / (P + R) = 2·TP / (2·TP + FP + FN); an unreadable judgement is the wrong one, so it is a false positive or a false negative.
            AnswerF1 = truePositives == 0 ? 0 : 200.0 * truePositives / (2.0 * truePositives + wrong),
            ExactMatch = 100.0 * questions.Count(allRight => allRight) / questions.Length,
            Questions = questions.Length,
            Answers = answers.Count,
            Signature = new Signature(1).Add("f1", "f", "answers").Add("em", "e", "question").Add("unreadable", "u", "wrong").AddVersion("headwater-1").ToLong(),
        };
    }
}
