using System.Text;

namespace Headwater.Data.Tests;

public class LineTokenizerTests
{
    private static readonly TextTokenizer Rules = TextTokenizer.Load(Golden.File("rules.model"), sentinels: 0);

    [Fact]
    public void Encode_ManyBlocksAndThreads_GivesTheIdsOfEachLineInOrder()
    {
        string[] lines = [.. Enumerable.Range(0, 60_000).Select(i => i % 7 == 0 ? "" : $"{Golden.Lines("text.txt")[i % 36]} {i}")];

        (string output, Fertility made) = Encode(Tokenizers.Small, string.Join('\n', lines), TokenNotation.Ids, threads: 3);

        Assert.Equal(lines.Select(line => string.Join(' ', Tokenizers.Small.Encode(line))), output.TrimEnd('\n').Split('\n'));
        Assert.Equal(60_000, made.Lines);
        Assert.Equal(lines.Sum(line => Encoding.UTF8.GetByteCount(line)), made.Bytes);
        Assert.Equal(lines.Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length), made.Words);
        Assert.Equal(lines.Sum(line => Tokenizers.Small.Encode(line).Length), made.Tokens);
        Assert.Equal(0, made.Unknown);
    }

    [Fact]
    public void Encode_OtherNotations_WritePieces()
    {
        Assert.Equal("▁the ▁ 河\n".Replace("河", "<unk>"), Encode(Rules, "the 河", TokenNotation.Pieces, threads: 1).Output);
        string ids = string.Join(',', Rules.Encode("the 河"));
        Assert.Equal($"{{\"ids\":[{ids}],\"pieces\":[\"▁the\",\"▁\",\"<unk>\"]}}\n{{\"ids\":[],\"pieces\":[]}}\n", Encode(Rules, "the 河\n\n", TokenNotation.Json, threads: 1).Output);
        Assert.Equal(1, Encode(Rules, "the 河", TokenNotation.Ids, threads: 1).Made.Unknown);
    }

    [Fact]
    public void Encode_CarriageReturnsAndAByteOrderMark_AreNoText()
    {
        Assert.Equal(Encode(Rules, "the\nsea", TokenNotation.Ids, threads: 1).Output, Encode(Rules, "\uFEFFthe\r\nsea\r\n", TokenNotation.Ids, threads: 1).Output);
    }

    [Fact]
    public void Encode_BytesThatAreNotUtf8_SaysTheLine()
    {
        using MemoryStream input = new([.. "one\ntwo\n"u8, 0xFF, (byte)'\n']);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new LineTokenizer(Rules, TokenNotation.Ids, 1).Encode(input, Stream.Null, "text.txt", TestContext.Current.CancellationToken));

        Assert.Equal("text.txt(3): the line is not UTF-8.\nhint: convert the text to UTF-8, for example with iconv.", error.Message);
    }

    [Fact]
    public void CountWords_AnySpaces_AgreesInBothForms()
    {
        const string text = " one\u00A0two\u3000three\tfour  ";

        Assert.Equal(4, Fertility.CountWords(text.AsSpan()));
        Assert.Equal(4, Fertility.CountWords(Encoding.UTF8.GetBytes(text)));
    }

    private static (string Output, Fertility Made) Encode(TextTokenizer tokenizer, string text, TokenNotation notation, int threads)
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(text)), output = new();
        Fertility made = new LineTokenizer(tokenizer, notation, threads).Encode(input, output, "text", TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.ToArray()), made);
    }
}
