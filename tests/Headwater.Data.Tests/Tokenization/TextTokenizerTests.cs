using System.Text;
using CsCheck;

namespace Headwater.Data.Tests;

public class TextTokenizerTests
{
    internal static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()),
        OneOf(" ", "  ", "\t", "\n", "\r\n", "\0", "▁", "é", "e\u0301", "😀", "👩‍👩‍👧", "the ", "water", "<0x41>", "</s>", "<pad>", "<extra_id_0>", "\u00A0", "\uFEFF", "\uFFFF", "ß", "12"),
        OneOf(Golden.Lines("text.txt")))
        .List[0, 12].Select(string.Concat);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Decode_EncodedText_GivesItBackExactly()
    {
        AnyText.Sample(text => RoundTrip(text) == text, iter: 5_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("   leading and trailing   ")]
    [InlineData("tab\tand\nline\r\nends")]
    [InlineData("literal ▁ mark and ▁▁")]
    [InlineData("\0\u0001\u007F\u0085")]
    [InlineData("👩‍👩‍👧 e\u0301 ﷽ \uFEFF")]
    [InlineData("<pad></s><unk><0x41><extra_id_0>")]
    public void Decode_EncodedOddities_GivesThemBackExactly(string text)
    {
        Assert.Equal(text, RoundTrip(text));
    }

    [Fact]
    public void Decode_HalfASurrogatePair_ComesBackAsTheReplacementCharacter()
    {
        Assert.Equal("a\uFFFDb", RoundTrip("a\uD800b"));
        Assert.Equal("\uFFFD\uFFFD", RoundTrip("\uDC00\uD800"));
        Assert.Equal("😀\uFFFD", RoundTrip("😀\uD83D"));
        Assert.Equal("\uFFFD😀", RoundTrip("\uD83D😀"));
    }

    [Fact]
    public void Encode_AnyText_AgreesWithMicrosoftOnAllButTheLiteralMark()
    {
        MicrosoftTokenizer microsoft = new(Tokenizers.Train());

        AnyText.Where(text => !text.Contains('▁')).Sample(text => Tokenizers.Small.Encode(text).SequenceEqual(microsoft.Encode(text)), iter: 1_000);
    }

    [Theory]
    [InlineData("headwater")]
    [InlineData("headwater-unigram")]
    [InlineData("bytepair-default")]
    [InlineData("unigram-bytes")]
    [InlineData("bytepair")]
    [InlineData("rules")]
    [InlineData("unigram")]
    public void Encode_GoldenLines_EqualsSentencePiece(string name)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Golden.File(name + ".model"));

        Assert.Equal(Golden.Lines(name + ".ids"), Golden.Lines("encode.txt").Select(line => string.Join(' ', tokenizer.Encode(line).Select(id => id - tokenizer.Offset))));
    }

    [Fact]
    public void Decode_UnigramModel_GivesTheNormalisedText()
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Golden.File("unigram.model"));

        Assert.Equal("two spaces and more", tokenizer.Decode(tokenizer.Encode("  two   spaces and more  ")));
        Assert.Equal(" ⁇ ", tokenizer.Decode(tokenizer.Encode("河")));
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("unigram")]
    public void Encode_UnknownCharacters_AreOnePieceForEachRunAndText(string name)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Golden.File(name + ".model"));
        int space = tokenizer.Encode("x")[0];
        List<int> ids = [TextTokenizer.Unknown];

        tokenizer.Encode("河河 河", ids);

        Assert.Equal([TextTokenizer.Unknown, space, TextTokenizer.Unknown, space, TextTokenizer.Unknown], ids);
    }

    [Fact]
    public void Encode_LongTextWithoutSpaces_IsNotQuadratic()
    {
        string text = string.Concat(Enumerable.Repeat("dermüllersagtdassderbachlauterwar", 6_000));

        int[] ids = Tokenizers.Small.Encode(text);

        Assert.Equal(text, Tokenizers.Small.Decode(ids)); // 200,000 characters; a quadratic search would take minutes
    }

    [Fact]
    public void Encode_ManyThreads_AgreesWithOne()
    {
        string[] lines = Golden.Lines("text.txt");
        TextTokenizer shared = TextTokenizer.Of(Tokenizers.Train());
        int[][] expected = [.. lines.Select(Tokenizers.Small.Encode)];
        int[][] actual = new int[lines.Length * 20][];

        Parallel.For(0, actual.Length, i => actual[i] = shared.Encode(lines[i % lines.Length]));

        Assert.All(Enumerable.Range(0, actual.Length), i => Assert.Equal(expected[i % lines.Length], actual[i]));
    }

    [Fact]
    public void SentinelId_First_IsTheHighestId()
    {
        Assert.Equal(700, Tokenizers.Small.VocabularySize);
        Assert.Equal(699, Tokenizers.Small.SentinelId(0));
        Assert.Equal(600, Tokenizers.Small.SentinelId(99));
        Assert.StartsWith("The tokenizer has 100 sentinels, numbered from 0.", Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizers.Small.SentinelId(100)).Message);
    }

    [Fact]
    public void Decode_PadSentinelsAndIdsBeyond_AreSkippedAndTheEndEnds()
    {
        int[] word = Tokenizers.Small.Encode("river");

        string text = Tokenizers.Small.Decode([TextTokenizer.Pad, Tokenizers.Small.SentinelId(0), .. word, 5_000, TextTokenizer.EndOfSequence, .. word]);

        Assert.Equal("river", text);
    }

    [Fact]
    public void Decode_BytesThatMakeNoCharacter_BecomeTheReplacementCharacter()
    {
        Assert.Equal("\uFFFD", Tokenizers.Small.Decode([3 + 0xC3]));
        Assert.Equal("é", Tokenizers.Small.Decode([3 + 0xC3, 3 + 0xA9]));
        Assert.Equal(" ", Tokenizers.Small.Decode([3 + 0x20])); // a byte is no dummy prefix
    }

    [Fact]
    public void Load_SavedModel_IsTheSameTokenizer()
    {
        using TemporaryFolder folder = new();

        Tokenizers.Small.Save(folder["spiece.model"]);

        Assert.Equal(Tokenizers.Small.Fingerprint, TextTokenizer.Load(folder["spiece.model"]).Fingerprint);
        Assert.NotEqual(Tokenizers.Small.Fingerprint, TextTokenizer.Load(folder["spiece.model"], sentinels: 50).Fingerprint);
        Assert.Equal(["spiece.model"], Directory.GetFiles(folder.Path).Select(Path.GetFileName)); // nothing half-written stays
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        Assert.Equal("There is no tokenizer at gone.model; expected a SentencePiece model file (spiece.model).", Assert.Throws<FileNotFoundException>(() => TextTokenizer.Load("gone.model")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no model")]
    public void Load_AnotherFile_SaysSo(string content)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("spiece.model", content);

        Assert.StartsWith($"{path} is not a SentencePiece model: ", Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(path)).Message);
    }

    [Fact]
    public void Of_AnotherLayout_ComesAfterPaddingEndAndUnknown()
    {
        SentencePieceModel model = SentencePieceModel.Of(new SentencePieceLayout
        {
            UnknownId = 0,
            Pieces = [new("<unk>", 0, PieceType.Unknown), new("<s>", 0, PieceType.Control), new("</s>", 0, PieceType.Control), new("▁", -1, PieceType.Normal), new("a", -2, PieceType.Normal)],
        });

        TextTokenizer tokenizer = TextTokenizer.Of(model, sentinels: 10);

        Assert.Equal(3, tokenizer.Offset);
        Assert.Equal(18, tokenizer.VocabularySize);
        Assert.Equal([6, 7, 3], tokenizer.Encode("a河"));
        Assert.Equal("a", tokenizer.Decode(tokenizer.Encode("a")));
        Assert.Equal(["<pad>", "</s>", "<unk>", "<unk>"], Enumerable.Range(0, 4).Select(tokenizer.NameOf));
    }

    [Theory]
    [InlineData(SentencePieceAlgorithm.BytePair, PieceType.UserDefined, "user-defined pieces")]
    [InlineData(SentencePieceAlgorithm.BytePair, PieceType.Unused, "unused pieces")]
    [InlineData(SentencePieceAlgorithm.Word, PieceType.Normal, "the Word algorithm")]
    public void Of_ModelWithOtherRules_IsRefused(SentencePieceAlgorithm algorithm, PieceType type, string expected)
    {
        SentencePieceModel model = SentencePieceModel.Of(new SentencePieceLayout { Algorithm = algorithm, Pieces = [.. Tokenizers.Train().Pieces, new("x", 0, type)] });

        Assert.Equal($"The model: a model with {expected} cannot be used; expected a unigram or byte-pair model without it. Train it again without that option.",
            Assert.Throws<InvalidDataException>(() => TextTokenizer.Of(model)).Message);
    }

    [Fact]
    public void Encode_RealText_RoundTripsInEveryLanguage()
    {
        string folder = RealText.Folder("eltec");
        Corpus[] corpora = [.. new[] { "en", "de", "cs" }.Select(language => Corpus.FromFile(language, Path.Combine(folder, $"{language}.txt.gz"), language))];
        TextTokenizer tokenizer = TextTokenizer.Of(BytePairTrainer.Train(corpora.SelectMany(corpus => corpus.Documents()), new BytePairOptions { VocabularySize = 2_048, MaxBytes = 2_000_000 }));

        Assert.All(corpora.SelectMany(corpus => corpus.Documents().Take(500)), line => Assert.Equal(line, tokenizer.Decode(tokenizer.Encode(line))));
    }

    private static string RoundTrip(string text) => Tokenizers.Small.Decode(Tokenizers.Small.Encode(text));
}
