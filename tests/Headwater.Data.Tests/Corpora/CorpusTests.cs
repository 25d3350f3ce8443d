namespace Headwater.Data.Tests;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("river.txt")]
    [InlineData("river.txt.gz")]
    [InlineData("river.txt.zst")]
    [InlineData("river")]
    public void Documents_TextFile_AreItsLinesWithText(string name)
    {
        string path = _folder.Write(name, "\uFEFFThe river rises.\r\n\r\n  \nEs regnet in Köln.\n😀 last, without an end");

        Corpus corpus = Corpus.FromFile("river", path, "en");

        Assert.Equal(["The river rises.", "Es regnet in Köln.", "😀 last, without an end"], corpus.Documents());
        Assert.Equal("river", corpus.Name);
        Assert.Equal("en", corpus.Language);
    }

    [Theory]
    [InlineData("river.jsonl")]
    [InlineData("river.jsonl.gz")]
    [InlineData("river.jsonl.zst")]
    public void Documents_JsonLines_AreTheirTexts(string name)
    {
        string path = _folder.Write(name, """
            {"text": "The river\nrises.", "url": "x"}

            {"id": 3, "text": "It falls."}
            {"text": " "}
            """);

        Assert.Equal(["The river\nrises.", "It falls."], Corpus.FromFile("river", path).Documents());
    }

    [Fact]
    public void Documents_LinesLongerThanTheBuffer_ComeWhole()
    {
        string[] lines = [.. Enumerable.Range(0, 40).Select(i => new string((char)('a' + i % 26), 1 + i * 10_007))];
        string path = _folder.Write("long.txt", string.Join('\n', lines));

        Assert.Equal(lines, Corpus.FromFile("long", path).Documents());
    }

    [Fact]
    public void Documents_ConcatenatedGzipMembers_AreAllRead()
    {
        byte[] first = File.ReadAllBytes(_folder.Write("a.gz", "one\n")), second = File.ReadAllBytes(_folder.Write("b.gz", "two\n"));
        File.WriteAllBytes(_folder["both.gz"], [.. first, .. second]);

        Assert.Equal(["one", "two"], Corpus.FromFile("both", _folder["both.gz"]).Documents());
    }

    [Fact]
    public void Documents_EmptyFile_SaysSo()
    {
        string path = _folder.Write("empty.txt", "\n  \n");

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("nothing", path).Documents().Count());

        Assert.Equal($"Corpus \"nothing\" ({path}) is empty; expected at least one line with text.\nhint: give another file or drop the corpus.", error.Message);
    }

    [Theory]
    [InlineData("latin.txt")]
    [InlineData("latin.txt.gz")]
    public void Documents_BytesThatAreNotUtf8_NameFileLineAndByte(string name)
    {
        string path = _folder.Write(name, [.. "good\nK"u8, 0xF6, .. "ln\n"u8]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("latin", path).Documents().Count());

        Assert.Equal($"{path}(2): byte 0xF6 at byte 1 of the line is not UTF-8.\nhint: convert the file to UTF-8, for example with iconv.", error.Message);
    }

    [Theory]
    [InlineData("[1]", "a JSON Array; expected one JSON object per line.")]
    [InlineData("{\"body\": \"x\", \"id\": 1}", "no \"text\"; expected an object with the document under that name, found \"body\", \"id\".")]
    [InlineData("{\"text\": 3}", "\"text\" is a JSON Number; expected a string.")]
    [InlineData("{\"text\": \"\\ud800\"}", "\"text\" has an unpaired surrogate; expected valid Unicode.\nhint: repair or remove the row.")]
    public void Documents_JsonLineOfAnotherShape_SaysWhatWasFound(string row, string expected)
    {
        string path = _folder.Write("bad.jsonl", "{\"text\": \"fine\"}\n" + row);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("bad", path).Documents().Count());

        Assert.Equal($"{path}(2): {expected}", error.Message);
    }

    [Fact]
    public void Documents_BrokenJson_NamesTheLine()
    {
        string path = _folder.Write("bad.jsonl", "{\"text\": ");

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("bad", path).Documents().Count());

        Assert.StartsWith($"{path}(1): not a JSON value (", error.Message);
    }

    [Theory]
    [InlineData("cut.txt.gz")]
    [InlineData("cut.txt.zst")]
    public void Documents_TruncatedArchive_SaysSo(string name)
    {
        SplitMix noise = new(1);
        string text = string.Concat(Enumerable.Range(0, 100_000).Select(_ => noise.NextInt32(10) == 0 ? "\n" : ((char)('a' + noise.NextInt32(26))).ToString()));
        string path = _folder.Write(name, text);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3000]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("cut", path).Documents().Count());

        Assert.StartsWith($"{path}: the compressed data is broken", error.Message);
    }

    [Fact]
    public void Documents_GzipOfAnySizeAndNumberOfMembers_AreReadToTheEnd()
    {
        SplitMix noise = new(2);
        for (int size = 0; size < 400; size++)
        {
            string text = string.Concat(Enumerable.Range(0, size * (size % 7 == 0 ? 97 : 1) + 1).Select(_ => (char)(noise.NextInt32(26) + 97)));
            byte[] member = File.ReadAllBytes(_folder.Write("member.gz", text));
            File.WriteAllBytes(_folder["both.gz"], [.. member, .. member]);

            Assert.Equal([text], Corpus.FromFile("one", _folder["member.gz"]).Documents());
            Assert.Equal([text + text], Corpus.FromFile("both", _folder["both.gz"]).Documents());
        }
    }

    [Fact]
    public void FromFile_NoSuchFile_SaysWhere()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Corpus.FromFile("gone", _folder["gone.txt"]));

        Assert.Equal($"Corpus \"gone\": there is no file {_folder["gone.txt"]}. Check the path; it is taken from the folder of the study file.", error.Message);
    }

    [Fact]
    public void FromFile_Directory_IsRefused()
    {
        Assert.StartsWith($"Corpus \"folder\": {_folder.Path} is a directory;", Assert.Throws<ArgumentException>(() => Corpus.FromFile("folder", _folder.Path)).Message);
    }

    [Fact]
    public void Fingerprint_SameContentElsewhereAndCompressed_IsTheSame()
    {
        string[] paths = [_folder.Write("a.txt", "one\ntwo\n"), _folder.Write("b.txt", "one\ntwo\n"), _folder.Write("c.txt.gz", "one\ntwo\n"), _folder.Write("d.zst", "one\ntwo\n")];

        Assert.Single(paths.Select(path => Corpus.FromFile("x", path).Fingerprint).Distinct());
    }

    [Fact]
    public void Fingerprint_OtherContent_Differs()
    {
        string first = _folder.Write("a.txt", "one\ntwo\n"), second = _folder.Write("b.txt", "one\ntwp\n");

        Assert.NotEqual(Corpus.FromFile("x", first).Fingerprint, Corpus.FromFile("x", second).Fingerprint);
        Assert.Equal(64, Corpus.FromFile("x", first).Fingerprint.Length);
    }

    [Theory]
    [InlineData("en", 61_506)]
    [InlineData("de", 56_190)]
    [InlineData("fr", 88_532)]
    [InlineData("cs", 93_447)]
    [InlineData("ro", 164_118)]
    public void Documents_NovelsOfEltec_AreAsManyAsItsReadmeSays(string language, int lines)
    {
        Corpus corpus = Corpus.FromFile(language, Path.Combine(RealText.Folder("eltec"), $"{language}.txt.gz"), language);

        Assert.Equal(lines, corpus.Documents().Count());
    }
}
