namespace Headwater.Metrics;

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
