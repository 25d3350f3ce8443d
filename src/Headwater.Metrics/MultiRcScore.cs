namespace Headwater.Metrics;

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
