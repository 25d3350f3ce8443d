using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>What the trainers share: the words, the alphabet, and the layout of T5 with its 256 bytes.</summary>
internal static class TrainedVocabulary
{
    public const int FixedPieces = 3 + 256;

    /// <summary>The words of the text or of its sample, with their counts.</summary>
    public static IReadOnlyDictionary<string, long> Words(IEnumerable<string> lines, VocabularyOptions options)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        IEnumerable<string> text = options.MaxBytes is { } most ? PassageSample.Of(lines, most, options.Seed) : lines;
        return WordTable.Count(text, options.SplitDigits, options.Threads);
    }

    /// <summary>The most frequent characters that make up the wanted share of the text, and the space before them.</summary>
    /// <exception cref="ArgumentException">There are more of them than pieces.</exception>
    public static List<string> Alphabet(IReadOnlyDictionary<string, long> words, VocabularyOptions options)
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
            if (covered >= options.CharacterCoverage * total) break;
            covered += count;
            alphabet.Add(character.ToString());
        }

        int missing = alphabet.Count + FixedPieces - options.PieceCount;
        return missing <= 0 ? alphabet
            : throw new ArgumentException($"A vocabulary of {options.VocabularySize} leaves {options.PieceCount - FixedPieces} pieces for text, and the sample has {alphabet.Count} characters.\nhint: raise the vocabulary to at least {options.VocabularySize + missing}, or lower the character coverage.");
    }

    /// <summary>The model of these pieces, behind the controls and bytes.</summary>
    public static SentencePieceModel Model(IEnumerable<(string Text, float Score)> pieces, SentencePieceAlgorithm algorithm, VocabularyOptions options)
    {
        ImmutableArray<Piece>.Builder all = ImmutableArray.CreateBuilder<Piece>(options.PieceCount);
        all.Add(new Piece("<pad>", 0, PieceType.Control));
        all.Add(new Piece("</s>", 0, PieceType.Control));
        all.Add(new Piece("<unk>", 0, PieceType.Unknown));
        for (int value = 0; value < 256; value++) all.Add(new Piece(BytePiece.Text((byte)value), 0, PieceType.Byte));
        foreach ((string text, float score) in pieces) all.Add(new Piece(text, score, PieceType.Normal));
        return SentencePieceModel.Of(new SentencePieceLayout
        {
            Pieces = all.DrainToImmutable(),
            Algorithm = algorithm,
            ByteFallback = true,
            SplitDigits = options.SplitDigits,
            CharacterCoverage = (float)options.CharacterCoverage,
            RemoveExtraWhitespaces = false,
        });
    }
}
