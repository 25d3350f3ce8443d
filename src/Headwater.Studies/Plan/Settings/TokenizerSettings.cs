using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Loads a tokenizer, or trains one on the corpora, or, where there are none, on the training pairs of the tasks.</summary>
public sealed record TokenizerSettings : JobSettings
{
    /// <summary>The value of <see cref="Algorithm"/> for a unigram vocabulary.</summary>
    public const string Unigram = "unigram";

    public TextSource? Load { get; init; }

    /// <summary>What is trained; null for byte pairs, so that ids from before there was a choice stay.</summary>
    public string? Algorithm { get; init; }

    public int Vocabulary { get; init; }

    public required int Sentinels { get; init; }

    public long Sample { get; init; }

    public ImmutableArray<TextSource> Corpora { get; init; } = [];

    public ImmutableArray<PairsSource> Pairs { get; init; } = [];

    public ulong Seed { get; init; }
}
