using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Loads a tokenizer, or trains one on the corpora, or, where there are none, on the training pairs of the tasks.</summary>
public sealed record TokenizerSettings : JobSettings
{
    public TextSource? Load { get; init; }

    public int Vocabulary { get; init; }

    public required int Sentinels { get; init; }

    public long Sample { get; init; }

    public ImmutableArray<TextSource> Corpora { get; init; } = [];

    public ImmutableArray<PairsSource> Pairs { get; init; } = [];

    public ulong Seed { get; init; }
}
