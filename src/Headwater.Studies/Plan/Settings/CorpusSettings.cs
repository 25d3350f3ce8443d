namespace Headwater.Studies;

/// <summary>Tokenises one corpus.</summary>
public sealed record CorpusSettings : JobSettings
{
    public required TextSource Corpus { get; init; }

    /// <summary>Id of the tokenizer's job.</summary>
    public required string Tokenizer { get; init; }
}
