namespace Headwater.Data;

/// <summary>
/// Trains a byte-pair vocabulary with byte fallback and the layout of T5: padding 0, end of sequence 1, unknown 2, the 256 bytes, merges, characters. Text is
/// not normalised, so whatever is encoded can be decoded. The same lines, options and seed give the same model, byte for byte, whatever the number of threads.
/// </summary>
public static class BytePairTrainer
{
    /// <summary>Throws <see cref="ArgumentException"/> where the sample has too many characters, or too few words, for the vocabulary asked for.</summary>
    public static SentencePieceModel Train(IEnumerable<string> lines, BytePairOptions options)
    {
        IReadOnlyDictionary<string, long> words = TrainedVocabulary.Words(lines, options);
        List<string> alphabet = TrainedVocabulary.Alphabet(words, options);
        int wanted = options.PieceCount - TrainedVocabulary.FixedPieces - alphabet.Count;
        IReadOnlyList<string> merges = BytePairMerges.Learn(words, alphabet, wanted);
        if (merges.Count < wanted)
            throw new ArgumentException($"The sample is too small for a vocabulary of {options.VocabularySize}: it yields {merges.Count} merges and {wanted} are needed.\nhint: lower the vocabulary to at most {options.VocabularySize - wanted + merges.Count}, or give more text.");
        return TrainedVocabulary.Model(merges.Concat(alphabet).Select((text, index) => (text, (float)-index)), SentencePieceAlgorithm.BytePair, options);
    }
}

/// <summary>How a byte-pair vocabulary is trained.</summary>
public sealed record BytePairOptions : VocabularyOptions;
