using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Sentence pairs from files, or generated ones.</summary>
public sealed record PairsSource
{
    [NotFingerprinted]
    public string? Path { get; init; }

    public required string Source { get; init; }

    public required string Target { get; init; }

    /// <summary>Pairs there are.</summary>
    public required int Count { get; init; }

    /// <summary>Which part of the phrasebook generated pairs come from; null for files.</summary>
    public string? Split { get; init; }

    /// <summary>What generated pairs are about; empty for everything, and for files. The fingerprint of the text holds it.</summary>
    [NotFingerprinted]
    public ImmutableArray<string> Topics { get; init; } = [];

    public ulong Seed { get; init; }

    public required string Fingerprint { get; init; }
}
