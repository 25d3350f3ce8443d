using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>A body of monolingual text: a file, or phrases made by the phrasebook.</summary>
public sealed record CorpusSpec
{
    public required string Name { get; init; }

    /// <summary>Two-letter code, when the author gave one.</summary>
    public string? Language { get; init; }

    /// <summary>Full path of a .txt or .jsonl file, plain or compressed; null for a generated corpus.</summary>
    public string? Path { get; init; }

    /// <summary>Phrases to generate; 0 for a file.</summary>
    public int Phrases { get; init; }

    /// <summary>What generated phrases are about; empty for everything.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>1-based line of the study file.</summary>
    public int Line { get; init; }
}
