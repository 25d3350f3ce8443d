using System.IO.Compression;
using System.Text;

namespace Headwater.Data.Tests;

public sealed class TextContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.txt.gz")]
    [InlineData("a.txt.zst")]
    public void Lines_FilesPlainAndPacked_GiveTheSame(string name) =>
        Assert.Equal(["one", "", "two\u2028three"], TextContent.Lines(_folder.Write(name, "\uFEFFone\r\n\ntwo\u2028three")));

    [Fact]
    public void Lines_BytesThatAreNoText_NameTheLine()
    {
        string path = _folder.Write("a.txt", (byte[])[.. "one\ntw"u8, 0xFF]);

        Assert.StartsWith($"{path}(2): byte 0xFF at byte 2 of the line is not UTF-8.", Assert.Throws<InvalidDataException>(() => TextContent.Lines(path).ToArray()).Message);
        using FileStream stream = File.OpenRead(path);
        Assert.StartsWith("here(2): byte 0xFF is not UTF-8.", Assert.Throws<InvalidDataException>(() => TextContent.All(stream, "here")).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(512)]
    [InlineData(100_000)]
    public void Lines_GzipPaddedWithZeros_IsRead(int zeros)
    {
        string path = _folder.Write("tape.txt.gz", "one\ntwo\n");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), .. new byte[zeros]]);

        Assert.Equal(["one", "two"], TextContent.Lines(path));
    }

    [Fact]
    public void Lines_SeveralGzipMembers_AreOneText()
    {
        byte[] first = File.ReadAllBytes(_folder.Write("1.txt.gz", "one\n")), second = File.ReadAllBytes(_folder.Write("2.txt.gz", "two\n"));

        Assert.Equal(["one", "two"], TextContent.Lines(Raw("both.txt.gz", [.. first, .. second, .. new byte[20]])));
    }

    // Wherever it was cut, and whatever the bytes before the cut are.
    [Fact]
    public void Lines_GzipCutAnywhere_IsRefused()
    {
        byte[] whole = Packed(string.Concat(Enumerable.Range(0, 200).Select(i => $"line {i * 7919 % 613}\n")));
        for (int length = 1; length < whole.Length; length++)
        {
            string path = Raw("cut.txt.gz", whole[..length]);
            string message = Assert.Throws<InvalidDataException>(() => TextContent.Lines(path).ToArray()).Message;
            Assert.StartsWith($"{path}: the compressed data is broken", message);
        }
    }

    [Theory]
    [InlineData("x.txt.gz", "it is damaged, or not gzip at all, whatever its name says")]
    [InlineData("x.txt.zst", "it is not Zstandard, whatever its name says")]
    public void Lines_PlainTextWithTheEndingOfAnArchive_IsRefusedInPlainWords(string name, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => TextContent.Lines(Raw(name, "plain text, and some more of it"u8.ToArray())).ToArray()).Message);

    [Theory]
    [InlineData("""{"text": "a", "score": NaN}""")]
    [InlineData("""{"score": -Infinity, "more": [Infinity, {"x": NaN}], "text": "a"}""")]
    public void Documents_JsonOfPythonWithNumbersThatAreNone_AreRead(string row) =>
        Assert.Equal(["a", "NaN \" Infinity"], Corpus.FromFile("c", _folder.Write("c.jsonl", row + "\n{\"text\": \"NaN \\\" Infinity\", \"x\": NaN}\n")).Documents());

    [Theory]
    [InlineData("""{"text": NaN}""", "\"text\" is a JSON Null")]
    [InlineData("""{"text": NaNa}""", "not a JSON value")]
    [InlineData("""{"\ud800": 1, "text": "a"}""", "a name has an unpaired surrogate")]
    [InlineData("""{"text": "\udc00"}""", "\"text\" has an unpaired surrogate")]
    public void Documents_RowsWithoutText_AreRefusedWithTheirLine(string row, string reason)
    {
        string path = _folder.Write("c.jsonl", row + "\n");

        Assert.StartsWith($"{path}(1): {reason}", Assert.Throws<InvalidDataException>(() => Corpus.FromFile("c", path).Documents().ToArray()).Message);
    }

    [Theory]
    [InlineData(@"caf\303\251 \x41\tb\\\""q\""", "café A b\\\"q\"")]
    [InlineData(@"one\ntwo", "one two")]
    public void Pairs_EscapesOfPoFiles_AreReadAsMsgfmtDoes(string written, string expected) =>
        Assert.Equal([new TextPair("x", expected)], ParallelText.Read(_folder.Write("a.po", $"msgid \"x\"\nmsgstr \"{written}\"\n"), "en", "de"));

    [Theory]
    [InlineData(@"\q", @"has \q, which is no escape")]
    [InlineData(@"a ""b"" c", "has no \\ before it")]
    [InlineData(@"\303", "are no UTF-8")]
    [InlineData(@"\xg", @"has \x without a number")]
    public void Pairs_BrokenEscapesOfPoFiles_AreRefusedWithTheirLine(string written, string reason)
    {
        string path = _folder.Write("a.po", $"msgid \"x\"\nmsgstr \"{written}\"\n");

        string message = Assert.Throws<InvalidDataException>(() => ParallelText.Read(path, "en", "de")).Message;
        Assert.StartsWith($"{path}(2): ", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void Records_CsvWithAColumnThatStandsTwice_IsRefused() =>
        Assert.Contains("the column \"a\" stands 2 times in the line of names", Assert.Throws<InvalidDataException>(() => TaskRecordFile.Read(_folder.Write("t.csv", "a,b,a\n1,2,3\n")).ToArray()).Message);

    private string Raw(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }

    private static byte[] Packed(string text)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
