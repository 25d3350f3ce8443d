using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>A file, or generated text. <see cref="Path"/> says where, <see cref="Fingerprint"/> what.</summary>
public sealed record TextSource
{
    public required string Name { get; init; }

    public string? Language { get; init; }

    [NotFingerprinted]
    public string? Path { get; init; }

    /// <summary>Which records are taken; null for all as they are.</summary>
    public ReadingSettings? Reading { get; init; }

    /// <summary>The share of records that may be broken. It decides between an error and a count, and changes no text.</summary>
    [NotFingerprinted]
    public double BrokenShare { get; init; }

    /// <summary>How the text is cleaned; null where it is not.</summary>
    public CleaningSettings? Cleaning { get; init; }

    /// <summary>Both sides of these must not be in the text. What is left out because of them is in the identity, not what was looked for.</summary>
    [NotFingerprinted]
    public ImmutableArray<PairsSource> TestSets { get; init; } = [];

    /// <summary>Hash of the numbers of the documents that hold a test sentence; null where none does.</summary>
    public string? Contaminated { get; init; }

    /// <summary>Phrases of a generated corpus; 0 for a file.</summary>
    public int Phrases { get; init; }

    /// <summary>What generated phrases are about; empty for everything, and for files. The fingerprint of the text holds it.</summary>
    [NotFingerprinted]
    public ImmutableArray<string> Topics { get; init; } = [];

    public ulong Seed { get; init; }

    public required string Fingerprint { get; init; }
}
