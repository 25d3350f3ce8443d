namespace Headwater.Studies;

/// <summary>Where the study's tokenizer comes from: trained on its corpora, or a SentencePiece model on disk.</summary>
public sealed record TokenizerSpec
{
    /// <summary>The SentencePiece model to load; null to train byte-pair encoding.</summary>
    public string? Load { get; init; }

    /// <summary>Ids of the trained tokenizer, sentinels included.</summary>
    public int Vocabulary { get; init; } = 4096;

    /// <summary>Sentinel tokens added above the pieces; each corrupted span needs one.</summary>
    public int Sentinels { get; init; } = 100;

    /// <summary>Bytes of text, taken evenly from all corpora, that training reads.</summary>
    public long Sample { get; init; } = 16_000_000;
}
