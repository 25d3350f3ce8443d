using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Trains a byte-pair vocabulary with byte fallback and the layout of T5: padding 0, end of sequence 1, unknown 2, the 256 bytes, merges, characters. Text is
/// not normalised, so whatever is encoded can be decoded. The same lines, options and seed give the same model, byte for byte.
/// </summary>
public static class BytePairTrainer
{
    internal const int FixedPieces = 3 + 256;

    /// <summary>Throws <see cref="ArgumentException"/> where the sample has too many characters, or too few words, for the vocabulary asked for.</summary>
    public static SentencePieceModel Train(IEnumerable<string> lines, BytePairOptions options)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        WordCounts words = new(options.SplitDigits);
        foreach (string passage in PassageSample.Of(lines, options.MaxBytes, options.Seed)) words.Add(passage);
        List<string> alphabet = Alphabet(words.Counts, options.CharacterCoverage);
        int wanted = options.PieceCount - FixedPieces - alphabet.Count;
        if (wanted < 0)
            throw new ArgumentException($"A vocabulary of {options.VocabularySize} leaves {options.PieceCount - FixedPieces} pieces for text, and the sample has {alphabet.Count} characters. Raise the vocabulary to at least {options.VocabularySize - wanted}, or lower the character coverage.");

        IReadOnlyList<string> merges = BytePairMerges.Learn(words.Counts, alphabet, wanted);
        if (merges.Count < wanted)
            throw new ArgumentException($"The sample is too small for a vocabulary of {options.VocabularySize}: it yields {merges.Count} merges and {wanted} are needed. Lower the vocabulary to at most {options.VocabularySize - wanted + merges.Count}, or give more text.");
        return SentencePieceModel.Of(new SentencePieceLayout
        {
            Pieces = Pieces(merges, alphabet),
            Algorithm = SentencePieceAlgorithm.BytePair,
            ByteFallback = true,
            SplitDigits = options.SplitDigits,
            CharacterCoverage = (float)options.CharacterCoverage,
            RemoveExtraWhitespaces = false,
        });
    }

    // The most frequent characters that make up the wanted share of the text, and the space.
    private static List<string> Alphabet(IReadOnlyDictionary<string, long> words, double coverage)
    {
        Dictionary<Rune, long> counts = [];
        foreach ((string word, long count) in words)
        {
            foreach (Rune character in word.EnumerateRunes()) counts[character] = counts.GetValueOrDefault(character) + count;
        }

        List<string> alphabet = [WordCounts.Space.ToString()];
        Rune space = new(WordCounts.Space);
        counts.Remove(space);
        long total = counts.Values.Sum(), covered = 0;
        foreach ((Rune character, long count) in counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.Value))
        {
            if (covered >= coverage * total) break;
            covered += count;
            alphabet.Add(character.ToString());
        }

        return alphabet;
    }

    private static ImmutableArray<Piece> Pieces(IReadOnlyList<string> merges, List<string> alphabet)
    {
        ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>(FixedPieces + merges.Count + alphabet.Count);
        pieces.Add(new Piece("<pad>", 0, PieceType.Control));
        pieces.Add(new Piece("</s>", 0, PieceType.Control));
        pieces.Add(new Piece("<unk>", 0, PieceType.Unknown));
        for (int value = 0; value < 256; value++) pieces.Add(new Piece(BytePiece.Text((byte)value), 0, PieceType.Byte));
        foreach (string text in merges.Concat(alphabet)) pieces.Add(new Piece(text, FixedPieces - pieces.Count, PieceType.Normal));
        return pieces.MoveToImmutable();
    }
}
