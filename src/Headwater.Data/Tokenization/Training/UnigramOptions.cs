namespace Headwater.Data;

/// <summary>How a unigram vocabulary is trained; the defaults are SentencePiece's.</summary>
public sealed record UnigramOptions : VocabularyOptions
{
    /// <summary>Pieces to begin with: the substrings with the largest count times length. Default 1,000,000.</summary>
    public int SeedPieces { get; init; } = 1_000_000;

    /// <summary>Share of the pieces that stays in one round of pruning. Default 0.75.</summary>
    public double Shrinking { get; init; } = 0.75;

    /// <summary>Steps of expectation maximisation between two rounds of pruning. Default 2.</summary>
    public int Iterations { get; init; } = 2;
}
