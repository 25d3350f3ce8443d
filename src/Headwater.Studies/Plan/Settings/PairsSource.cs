using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Examples from files, or generated ones: sentence pairs, or with a <see cref="Form"/> what that makes of records.</summary>
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

    /// <summary>Which pairs of files count; null for all.</summary>
    public PairFilter? Filter { get; init; }

    /// <summary>How records become examples; null for sentence pairs.</summary>
    public TaskForm? Form { get; init; }

    /// <summary>What records are made of; null for files and sentence pairs.</summary>
    public GeneratedTaskSpec? Generated { get; init; }

    public ulong Seed { get; init; }

    public required string Fingerprint { get; init; }
}
