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

/// <summary>A candidate answer and what was said of it. Immutable.</summary>
public sealed record MultiRcAnswer
{
    /// <summary>What the answers of one question share; with paragraphs that number their questions, the paragraph belongs to it.</summary>
    public required string Question { get; init; }

    /// <summary>Whether the answer is right.</summary>
    public required bool IsRight { get; init; }

    /// <summary>Whether the model calls it right; null where its output says neither, which counts as wrong.</summary>
    public required bool? Judged { get; init; }
}

/// <summary>How well candidate answers were judged, in percent. Immutable.</summary>
public sealed record MultiRcScore
{
    /// <summary>F1 of calling an answer right, over the answers of all questions together (F1a), 0 to 100.</summary>
    public required double AnswerF1 { get; init; }

    /// <summary>The share of questions with every answer judged right, 0 to 100.</summary>
    public required double ExactMatch { get; init; }

    /// <summary>How many questions.</summary>
    public required int Questions { get; init; }

    /// <summary>How many answers.</summary>
    public required int Answers { get; init; }

    /// <summary>Everything the score depends on: <c>nrefs:1|f1:answers|em:question|unreadable:wrong|version:headwater-1</c>.</summary>
    public required string Signature { get; init; }
}
