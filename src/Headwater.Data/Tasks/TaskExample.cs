using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>One example of a task as text: what the model reads, what it should write, and what counts as right. Immutable; made by <see cref="TaskExamples"/>.</summary>
public sealed record TaskExample
{
    /// <summary>Where its record comes from, for messages.</summary>
    public required string Where { get; init; }

    /// <summary>The prompt with the record's values filled in.</summary>
    public required string Input { get; init; }

    /// <summary>The part of the input that loses its end where the input is too long: the longest value filled in.</summary>
    public required Range Shortens { get; init; }

    /// <summary>What training teaches; one of <see cref="Answers"/> where nothing else is asked for.</summary>
    public required string Target { get; init; }

    /// <summary>Every text that counts as right; at least one.</summary>
    public required ImmutableArray<string> Answers { get; init; }

    /// <summary>The answers to choose from, at least two, of which at least one counts as right; empty where the answer is free.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What examples share that are judged together, such as the candidate answers of one question; null where each stands alone.</summary>
    public string? Group { get; init; }

    /// <summary>Whether a text counts as right as it is.</summary>
    public bool IsRight(string text) => Answers.Contains(text, StringComparer.Ordinal);
}
