using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>A body of monolingual text: a file, or phrases made by the phrasebook.</summary>
public sealed record CorpusSpec
{
    public required string Name { get; init; }

    /// <summary>Two-letter code, when the author gave one.</summary>
    public string? Language { get; init; }

    /// <summary>Full path of a file of text, JSONL or Parquet, plain or compressed, or a pattern of such files; null for a generated corpus.</summary>
    public string? Path { get; init; }

    /// <summary>The property or column that holds the document; null for <c>text</c>.</summary>
    public string? Column { get; init; }

    /// <summary>Folders of attributes in the Dolma layout, and the conditions on them.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    public ImmutableArray<string> Include { get; init; } = [];

    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>The share of records that may be broken; they are left out and counted.</summary>
    public double Broken { get; init; } = 0.001;

    public CleaningSpec Cleaning { get; init; } = new();

    /// <summary>Phrases to generate; 0 for a file.</summary>
    public int Phrases { get; init; }

    /// <summary>What generated phrases are about; empty for everything.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>1-based line of the study file.</summary>
    public int Line { get; init; }
}
