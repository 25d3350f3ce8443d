using CsCheck;

namespace Headwater.Data.Tests;

public class BytePairTrainerTests
{
    [Fact]
    public void Train_AnyVocabulary_HasThePublishedLayout()
    {
        SentencePieceModel model = Tokenizers.Train(700);

        Assert.Equal(600, model.Pieces.Length);
        Assert.Equal(["<pad>", "</s>", "<unk>", "<0x00>"], model.Pieces.Take(4).Select(piece => piece.Text));
        Assert.Equal([PieceType.Control, PieceType.Control, PieceType.Unknown], model.Pieces.Take(3).Select(piece => piece.Type));
        Assert.Equal("<0xFF>", model.Pieces[258].Text);
        Assert.All(model.Pieces[3..259], piece => Assert.Equal(PieceType.Byte, piece.Type));
        Assert.All(model.Pieces[259..], piece => Assert.Equal(PieceType.Normal, piece.Type));
        Assert.Equal(SentencePieceAlgorithm.BytePair, model.Algorithm);
        Assert.True(model.HasByteFallback);
        Assert.Equal(600, model.Pieces.Select(piece => piece.Text).Distinct().Count());
    }

    [Fact]
    public void Train_KnownWords_MergesTheMostFrequentPairFirst()
    {
        // "▁l"+"o"+"w": pairs ▁l 8, lo 8, ow 8 tie and the text that sorts first wins; then what remains of them.
        SentencePieceModel model = Train(["low low low low low lower lower lower"], 100 + 259 + 6 + 3);

        Assert.Equal(["lo", "low", "▁low"], model.Pieces[259..262].Select(piece => piece.Text));
        Assert.Equal([0f, -1f, -2f], model.Pieces[259..262].Select(piece => piece.Score));
        Assert.Equal(["l", "o", "w", "e", "r"], model.Pieces[263..268].Select(piece => piece.Text).OrderBy(text => "lower".IndexOf(text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Train_SameTextTwice_GivesTheSameBytes()
    {
        Assert.Equal(Tokenizers.Train().Fingerprint, Tokenizers.Train().Fingerprint);
    }

    [Fact]
    public void Train_LinesInAnotherOrder_GivesTheSameBytes()
    {
        SentencePieceModel reversed = BytePairTrainer.Train(Golden.Lines("text.txt").Reverse(), new BytePairOptions { VocabularySize = Tokenizers.Vocabulary });

        Assert.Equal(Tokenizers.Train().Fingerprint, reversed.Fingerprint);
    }

    [Fact]
    public void Train_GoldenText_GivesTheGoldenModel()
    {
        Assert.Equal(SentencePieceModel.Load(Golden.File("headwater.model")).Fingerprint, Tokenizers.Train().Fingerprint);
    }

    [Fact]
    public void Train_AnyPiece_StaysWithinAWordAndAKindOfCharacter()
    {
        string[] pieces = [.. Tokenizers.Train().Pieces.Where(piece => piece.Type == PieceType.Normal).Select(piece => piece.Text)];

        Assert.All(pieces, piece => Assert.InRange(piece.LastIndexOf('▁'), -1, 0));
        Assert.All(pieces, piece => Assert.Single(piece.TrimStart('▁').Select(c => char.IsLetter(c) ? 'a' : char.IsDigit(c) ? '0' : '.').DefaultIfEmpty('a').Distinct()));
    }

    [Fact]
    public void Train_SplitDigits_WritesEveryDigitAlone()
    {
        SentencePieceModel model = BytePairTrainer.Train(["10 100 1000 2024 year year"], new BytePairOptions { VocabularySize = 100 + 259 + 12, SplitDigits = true });

        string[] withDigits = [.. model.Pieces.Where(piece => piece.Type == PieceType.Normal && piece.Text.Any(char.IsDigit)).Select(piece => piece.Text)];

        Assert.All(withDigits, piece => Assert.Equal(1, piece.Length));
        Assert.Equal(4, withDigits.Length);
    }

    [Fact]
    public void Train_LessThanFullCoverage_LeavesRareCharactersToBytes()
    {
        string[] lines = [.. Enumerable.Repeat("the water in the river runs down to the sea", 50), "ж"];

        SentencePieceModel model = BytePairTrainer.Train(lines, new BytePairOptions { VocabularySize = 100 + 259 + 20, CharacterCoverage = 0.999 });

        Assert.DoesNotContain("ж", model.Pieces.Select(piece => piece.Text));
        Assert.Equal("ж", TextTokenizer.Of(model).Decode(TextTokenizer.Of(model).Encode("ж")));
    }

    [Fact]
    public void Train_MoreTextThanTheBound_SamplesItBySeed()
    {
        string[] lines = [.. Enumerable.Range(0, 4_000).Select(i => Golden.Lines("text.txt")[i % 36] + " " + (char)('a' + i % 26) + (char)('a' + i / 26 % 26))];
        BytePairOptions options = new() { VocabularySize = 600, MaxBytes = 10_000, Seed = 1 };

        SentencePieceModel first = BytePairTrainer.Train(lines, options);

        Assert.Equal(first.Fingerprint, BytePairTrainer.Train(lines, options).Fingerprint);
        Assert.NotEqual(first.Fingerprint, BytePairTrainer.Train(lines, options with { Seed = 2 }).Fingerprint);
    }

    [Fact]
    public void Sample_AnyText_FitsTheBoundAndKeepsWords()
    {
        string line = string.Join(' ', Enumerable.Range(0, 5_000));

        string[] sample = [.. PassageSample.Of([line, line, line], 20_000, 3)];

        Assert.InRange(sample.Sum(passage => passage.Length), 20_000 - 2_048, 20_000);
        Assert.All(sample, passage => Assert.Contains(passage, line));
        Assert.Equal(line.Length, PassageSample.Of([line], 1_000_000, 3).Sum(passage => passage.Length + 1) - 1);
    }

    [Fact]
    public void Train_TooLittleText_SaysTheLargestVocabulary()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(["ab ab"], 1_000));

        Assert.Equal("The sample is too small for a vocabulary of 1000: it yields 2 merges and 638 are needed.\nhint: lower the vocabulary to at most 364, or give more text.", error.Message);
        Assert.Equal(264, Train(["ab ab"], 364).Pieces.Length);
    }

    [Fact]
    public void Train_MoreCharactersThanPieces_SaysTheSmallestVocabulary()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(["abcdefghij"], 362));

        Assert.Equal("A vocabulary of 362 leaves 3 pieces for text, and the sample has 11 characters.\nhint: raise the vocabulary to at least 370, or lower the character coverage.", error.Message);
    }

    [Fact]
    public void Train_ImpossibleOptions_ListsAllFaults()
    {
        BytePairOptions options = new() { VocabularySize = 359, MaxBytes = 0, CharacterCoverage = 2 };

        Assert.Equal("The tokenizer cannot be trained: VocabularySize is 359; expected more than 359 (3 controls, 256 bytes, 100 sentinels); MaxBytes is 0; expected a positive number; CharacterCoverage is 2; expected more than 0 and at most 1.",
            Assert.Throws<ArgumentException>(() => BytePairTrainer.Train(["x"], options)).Message);
    }

    [Fact]
    public void Learn_AnyWords_EqualsThePlainAlgorithm()
    {
        Gen.Dictionary(Gen.String[Gen.Char["abc"], 1, 9], Gen.Long[1, 9])[1, 12].Sample(words =>
        {
            string[] alphabet = ["a", "b", "c"];
            return BytePairMerges.Learn(words, alphabet, 12).SequenceEqual(PlainMerges(words, 12));
        });
    }

    // Recounts everything before every merge.
    private static List<string> PlainMerges(IReadOnlyDictionary<string, long> words, int merges)
    {
        List<string> learnt = [];
        while (learnt.Count < merges)
        {
            Dictionary<string, long> counts = [];
            foreach ((string word, long count) in words)
            {
                List<string> cut = PlainCut(word, learnt);
                for (int i = 0; i + 1 < cut.Count; i++) counts[cut[i] + cut[i + 1]] = counts.GetValueOrDefault(cut[i] + cut[i + 1]) + count;
            }

            if (counts.Count == 0) break;
            learnt.Add(counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).First().Key);
        }

        return learnt;
    }

    private static List<string> PlainCut(string word, List<string> learnt)
    {
        List<string> cut = [.. word.Select(c => c.ToString())];
        while (true)
        {
            int at = Enumerable.Range(0, cut.Count - 1).Where(i => learnt.Contains(cut[i] + cut[i + 1])).OrderBy(i => learnt.IndexOf(cut[i] + cut[i + 1])).FirstOrDefault(-1);
            if (at < 0) return cut;
            cut[at] += cut[at + 1];
            cut.RemoveAt(at + 1);
        }
    }

    private static SentencePieceModel Train(string[] lines, int vocabulary) => BytePairTrainer.Train(lines, new BytePairOptions { VocabularySize = vocabulary, CharacterCoverage = 1 });
}
