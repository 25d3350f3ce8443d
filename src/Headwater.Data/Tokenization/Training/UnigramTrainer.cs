namespace Headwater.Data;

/// <summary>
/// Trains a unigram vocabulary (Kudo 2018, arXiv:1804.10959) as SentencePiece does: frequent substrings to begin with; expectation maximisation; pruning by the loss
/// that a piece's absence would cause. Layout, byte fallback and words are those of <see cref="BytePairTrainer"/>. The same lines, options and seed give the same model,
/// byte for byte, whatever the number of threads.
/// </summary>
public static class UnigramTrainer
{
    private const double Margin = 1.1; // as SentencePiece: pruning stops a little above the wanted size, and the best pieces of the rest are taken

    /// <summary>Throws <see cref="ArgumentException"/> where the sample has too many characters, or too few words, for the vocabulary asked for.</summary>
    public static SentencePieceModel Train(IEnumerable<string> lines, UnigramOptions options)
    {
        IReadOnlyDictionary<string, long> counts = TrainedVocabulary.Words(lines, options);
        List<string> alphabet = TrainedVocabulary.Alphabet(counts, options);
        TrainingWords words = TrainingWords.Of(counts, alphabet);
        int wanted = options.PieceCount - TrainedVocabulary.FixedPieces;
        UnigramPieces pieces = SeedSubstrings.Of(words, alphabet, options.SeedPieces);
        if (pieces.Count < wanted)
            throw new ArgumentException($"The sample is too small for a vocabulary of {options.VocabularySize}: it yields {pieces.Count} pieces and {wanted} are needed.\nhint: lower the vocabulary to at most {options.VocabularySize - wanted + pieces.Count}, or give more text.");

        int most = (int)Math.Max(wanted * Margin, wanted);
        while (true)
        {
            UnigramEstimator estimator = new(words, options.Threads);
            for (int iteration = 0; iteration < options.Iterations; iteration++) pieces = estimator.Reestimate(pieces, wanted);
            if (pieces.Count <= most) break;
            UnigramPieces pruned = new UnigramPruning(words, pieces, options.Threads).Keep((int)Math.Max(most, options.Shrinking * pieces.Count));
            if (pruned.Count == pieces.Count) break;
            pieces = pruned;
        }

        return TrainedVocabulary.Model(pieces.Best(wanted).Select(piece => (piece.Text, (float)piece.Score)), SentencePieceAlgorithm.Unigram, options);
    }
}

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
