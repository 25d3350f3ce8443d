namespace Headwater.Studies;

/// <summary>Where the study's tokenizer comes from: trained on its corpora, a file on disk, or bytes.</summary>
public sealed record TokenizerSpec
{
    /// <summary>The SentencePiece model or tokenizer.json to load, or "bytes"; null to train.</summary>
    public string? Load { get; init; }

    /// <summary>What to train: bpe or unigram.</summary>
    public string Train { get; init; } = "bpe";

    /// <summary>Ids of the trained tokenizer, sentinels included.</summary>
    public int Vocabulary { get; init; } = 4096;

    /// <summary>Sentinel tokens added above the pieces; each corrupted span needs one.</summary>
    public int Sentinels { get; init; } = 100;

    /// <summary>Bytes of text, taken evenly from all corpora, that training reads.</summary>
    public long Sample { get; init; } = 16_000_000;
}
