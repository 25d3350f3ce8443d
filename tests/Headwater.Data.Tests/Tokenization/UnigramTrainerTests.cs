using CsCheck;

namespace Headwater.Data.Tests;

public class UnigramTrainerTests
{
    private static readonly UnigramOptions Options = new() { VocabularySize = 600, Sentinels = 100, Threads = 1 };

    [Fact]
    public void Train_GoldenText_GivesTheGoldenModel()
    {
        Assert.Equal(SentencePieceModel.Load(Golden.File("headwater-unigram.model")).Fingerprint, Train(Options).Fingerprint);
    }

    [Fact]
    public void Train_AnyNumberOfThreads_GivesTheSameBytes()
    {
        Assert.Equal(Train(Options).Fingerprint, Train(Options with { Threads = 3 }).Fingerprint);
    }

    [Fact]
    public void Train_AnyVocabulary_HasThePublishedLayoutAndDescendingScores()
    {
        SentencePieceModel model = Train(Options);

        Assert.Equal(500, model.Pieces.Length);
        Assert.Equal(SentencePieceAlgorithm.Unigram, model.Algorithm);
        Assert.True(model.HasByteFallback);
        Assert.Equal([PieceType.Control, PieceType.Control, PieceType.Unknown], model.Pieces.Take(3).Select(piece => piece.Type));
        Piece[] pieces = [.. model.Pieces.Skip(259)];
        Assert.Equal(pieces.Length, pieces.Select(piece => piece.Text).Distinct().Count());
        Assert.All(pieces, piece => Assert.InRange(piece.Score, -20, 0));
        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.True(pair.First.Score >= pair.Second.Score));
        Assert.All(pieces, piece => Assert.InRange(piece.Text.LastIndexOf('▁'), -1, 0));
    }

    [Fact]
    public void Decode_TextEncodedByATrainedModel_GivesItBackExactly()
    {
        TextTokenizer tokenizer = TextTokenizer.Of(Train(Options));

        TextTokenizerTests.AnyText.Sample(text => tokenizer.Decode(tokenizer.Encode(text)) == text, iter: 1_000);
    }

    [Fact]
    public void Encode_TrainedModel_AgreesWithMicrosoftOnAllButBytes()
    {
        // The package numbers the byte pieces of a unigram model from the last of them on; spm_encode agrees with us (headwater-unigram.ids).
        SentencePieceModel model = Train(Options);
        MicrosoftTokenizer microsoft = new(model);
        TextTokenizer tokenizer = TextTokenizer.Of(model);
        string[] lines = [.. Golden.Lines("text.txt").Where(line => tokenizer.Encode(line).All(id => id >= 259))];

        Assert.InRange(lines.Length, 20, 36);
        Assert.All(lines, line => Assert.Equal(microsoft.Encode(line), tokenizer.Encode(line)));
    }

    [Fact]
    public void Train_WordsOfTwoParts_FindsTheParts()
    {
        string[] stems = ["walk", "talk", "jump", "look", "play"], ends = ["ing", "ed", "er", "s"];
        string[] lines = [string.Join(' ', stems.SelectMany(stem => ends.Select(end => stem + end)))];

        SentencePieceModel model = UnigramTrainer.Train(lines, new UnigramOptions { VocabularySize = 259 + 30, Sentinels = 0 });

        Assert.Contains("ing", model.Pieces.Select(piece => piece.Text));
        Assert.Contains("ed", model.Pieces.Select(piece => piece.Text));
    }

    [Fact]
    public void Train_TooLittleText_SaysTheLargestVocabulary()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => UnigramTrainer.Train(["ab ab"], Options));

        Assert.Equal("The sample is too small for a vocabulary of 600: it yields 5 pieces and 241 are needed.\nhint: lower the vocabulary to at most 364, or give more text.", error.Message);
    }

    [Fact]
    public void Seeds_AnyWords_AreTheSubstringsThatCannotGrow()
    {
        Gen.Dictionary(Gen.String[Gen.Char["ab"], 1, 7], Gen.Long[1, 9])[1, 8].Sample(counts =>
        {
            string[] alphabet = ["a", "b"];
            UnigramPieces seeds = SeedSubstrings.Of(TrainingWords.Of(counts, alphabet), alphabet, 1_000);
            return seeds.Texts.Skip(2).Order(StringComparer.Ordinal).SequenceEqual(PlainSeeds(counts).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Digamma_KnownValues_AreExact()
    {
        // Abramowitz and Stegun 1964, table 6.1, and ψ(1) = −γ.
        Assert.Equal(-0.57721566490153286, UnigramEstimator.Digamma(1), 1e-12);
        Assert.Equal(-1.9635100260214235, UnigramEstimator.Digamma(0.5), 1e-12);
        Assert.Equal(2.2517525890667211, UnigramEstimator.Digamma(10), 1e-12);
    }

    // A substring stays where no single following character, or the end of the word, takes all its occurrences along.
    private static IEnumerable<string> PlainSeeds(Dictionary<string, long> counts)
    {
        Dictionary<string, Dictionary<char, long>> next = [];
        foreach ((string word, long count) in counts)
        {
            for (int start = 0; start < word.Length; start++)
            {
                for (int length = 2; start + length <= word.Length; length++)
                {
                    Dictionary<char, long> followers = next.TryGetValue(word.Substring(start, length), out Dictionary<char, long>? known) ? known : next[word.Substring(start, length)] = [];
                    char follower = start + length < word.Length ? word[start + length] : '\0';
                    followers[follower] = followers.GetValueOrDefault(follower) + count;
                }
            }
        }

        return next.Where(entry => entry.Value.Values.Sum() >= 2 && (entry.Value.Count > 1 || entry.Value.ContainsKey('\0'))).Select(entry => entry.Key);
    }

    private static SentencePieceModel Train(UnigramOptions options) => UnigramTrainer.Train(Golden.Lines("text.txt"), options);
}
