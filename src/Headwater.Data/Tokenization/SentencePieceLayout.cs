using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>The fields of a SentencePiece model that decide how it encodes; the defaults are those of the file format.</summary>
internal sealed record SentencePieceLayout
{
    public ImmutableArray<Piece> Pieces { get; init; } = [];

    public SentencePieceAlgorithm Algorithm { get; init; } = SentencePieceAlgorithm.Unigram;

    public bool ByteFallback { get; init; }

    public bool SplitDigits { get; init; }

    public float CharacterCoverage { get; init; } = 0.9995f;

    public bool WhitespaceAsSuffix { get; init; }

    public bool AddDummyPrefix { get; init; } = true;

    public bool RemoveExtraWhitespaces { get; init; } = true;

    public bool EscapeWhitespaces { get; init; } = true;

    /// <summary>The id of the unknown piece.</summary>
    public int UnknownId { get; init; } = TextTokenizer.Unknown;

    /// <summary>Whether the text comes with its spaces written as U+2581 already, as from a tokenizer.json; then every piece can be found in it, whatever its type.</summary>
    public bool SpacesAreMarked { get; init; }

    /// <summary>The table that rewrites text before it is cut; null where text stays as it is.</summary>
    public NormalizationTable? Normalization { get; init; }
}
