using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>A file, or generated text. <see cref="Path"/> says where, <see cref="Fingerprint"/> what.</summary>
public sealed record TextSource
{
    public required string Name { get; init; }

    public string? Language { get; init; }

    [NotFingerprinted]
    public string? Path { get; init; }

    /// <summary>Phrases of a generated corpus; 0 for a file.</summary>
    public int Phrases { get; init; }

    /// <summary>What generated phrases are about; empty for everything, and for files. The fingerprint of the text holds it.</summary>
    [NotFingerprinted]
    public ImmutableArray<string> Topics { get; init; } = [];

    public ulong Seed { get; init; }

    public required string Fingerprint { get; init; }
}
