using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>What a <see cref="ClozeTask"/> is made of.</summary>
public sealed record ClozeOptions
{
    /// <summary>Running text, one paragraph a document.</summary>
    public required Corpus Corpus { get; init; }

    /// <summary>Words of each book, in the order of the corpus; empty where the corpus is one book.</summary>
    public ImmutableArray<long> BookWords { get; init; } = [];

    /// <summary>Answers to choose from, the true one among them. Default 4.</summary>
    public int Choices { get; init; } = 4;

    /// <summary>Sentences before the missing one that are shown, at most, from the same paragraph. Default 3.</summary>
    public int Context { get; init; } = 3;

    /// <summary>Characters of an answer. Default 40 to 200.</summary>
    public int MinCharacters { get; init; } = 40;

    public int MaxCharacters { get; init; } = 200;

    /// <summary>Every random choice derives from it.</summary>
    public required ulong Seed { get; init; }

    internal void Validate()
    {
        if (Choices < 2 || Context < 1 || MinCharacters < 1 || MaxCharacters < MinCharacters)
            throw new ArgumentException($"Choices is {Choices}, Context {Context} and an answer has {MinCharacters} to {MaxCharacters} characters; expected at least 2 choices, 1 sentence and 1 character.");
    }
}
