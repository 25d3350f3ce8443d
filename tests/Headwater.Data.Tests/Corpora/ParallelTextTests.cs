namespace Headwater.Data.Tests;

public sealed class ParallelTextTests : IDisposable
{
    private static readonly TextPair[] Expected = [new("A heron.", "Ein Reiher."), new("It rains.", "Es regnet.")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    [InlineData(".zst")]
    public void Read_AlignedFiles_PairsTheirLines(string ending)
    {
        _folder.Write("train.en" + ending, "A heron.\nIt rains.\n");
        _folder.Write("train.de" + ending, "Ein Reiher.\nEs regnet.");

        Assert.Equal(Expected, ParallelText.Read(_folder["train"], "en", "de"));
    }

    [Theory]
    [InlineData("pairs.tsv", "A heron.\tEin Reiher.\r\nIt rains.\tEs regnet.\r\n")]
    [InlineData("pairs.tsv.gz", "A heron.\tEin Reiher.\nIt rains.\tEs regnet.\n")]
    [InlineData("pairs.jsonl", "{\"source\":\"A heron.\",\"target\":\"Ein Reiher.\"}\n{\"source\":\"It rains.\",\"target\":\"Es regnet.\"}\n")]
    [InlineData("pairs.jsonl.zst", "{\"translation\":{\"de\":\"Ein Reiher.\",\"en\":\"A heron.\"}}\n\n{\"id\":2,\"translation\":{\"en\":\"It rains.\",\"de\":\"Es regnet.\"}}")]
    [InlineData("flat.jsonl", "{\"en\":\"A heron.\",\"de\":\"Ein Reiher.\"}\n{\"en\":\"It rains.\",\"de\":\"Es regnet.\"}")]
    public void Read_OneFileOfPairs_ReadsItsShape(string name, string content)
    {
        string path = _folder.Write(name, content);

        Assert.Equal(Expected, ParallelText.Read(path, "en", "de"));
    }

    [Fact]
    public void Read_NameWithoutItsCompression_FindsTheFile()
    {
        _folder.Write("pairs.tsv.gz", "A heron.\tEin Reiher.\nIt rains.\tEs regnet.\n");

        Assert.Equal(Expected, ParallelText.Read(_folder["pairs.tsv"], "en", "de"));
    }

    [Fact]
    public void ReadAligned_BlankSides_AreLeftOutAndCounted()
    {
        _folder.Write("train.en", "A heron.\n\nLost.\n \nIt rains.\n");
        _folder.Write("train.de", "Ein Reiher.\nVerloren.\n\t\n\nEs regnet.\n");

        AlignedText text = ParallelText.ReadAligned(_folder["train"], "en", "de");

        Assert.Equal(Expected, text.Pairs);
        Assert.Equal(3, text.BlankPairs);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "x\n", 3, 1)]
    [InlineData("a\n", "x\ny\nz\n\nv", 1, 5)]
    [InlineData("a\n", "", 1, 0)]
    public void Read_DifferentLineCounts_GivesBothCountsAndNames(string english, string german, int sourceLines, int targetLines)
    {
        string source = _folder.Write("train.en", english), target = _folder.Write("train.de", german);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ParallelText.Read(_folder["train"], "en", "de"));

        Assert.Equal($"{source} has {sourceLines} lines and {target} has {targetLines}; expected the same number, because line i of one belongs to line i of the other.", error.Message);
    }

    [Fact]
    public void Read_MissingSide_ListsWhatWasLookedFor()
    {
        _folder.Write("train.en", "a\n");
        string target = _folder["train.de"];

        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => ParallelText.Read(_folder["train"], "en", "de"));

        Assert.Equal($"No parallel text at {_folder["train"]}: looked for {target}, {target}.gz, {target}.zst.\nhint: give PREFIX of PREFIX.LANGUAGE files, or one .tsv, .jsonl, .parquet, .tmx or .po file.", error.Message);
    }

    [Fact]
    public void Read_MissingFileOfPairs_ListsWhatWasLookedFor()
    {
        string path = _folder["gone.tsv"];

        Assert.Contains($"looked for {path}, {path}.gz, {path}.zst.", Assert.Throws<FileNotFoundException>(() => ParallelText.Read(path, "en", "de")).Message);
    }

    [Fact]
    public void Read_EmptyFiles_SaysSo()
    {
        _folder.Write("train.en", "");
        _folder.Write("train.de", "");

        Assert.Equal($"{_folder["train"]} (en, de) is empty; expected at least one pair with text on both sides.", Assert.Throws<InvalidDataException>(() => ParallelText.Read(_folder["train"], "en", "de")).Message);
    }

    [Fact]
    public void Read_ThreeColumns_NamesTheLine()
    {
        string path = _folder.Write("pairs.tsv", "a\tb\na\tb\tc\n");

        Assert.Equal($"{path}(2): 3 tab-separated columns; expected 2, source and target.", Assert.Throws<InvalidDataException>(() => ParallelText.Read(path, "en", "de")).Message);
    }

    [Fact]
    public void Read_JsonWithoutThePair_SaysWhatWasFound()
    {
        string path = _folder.Write("pairs.jsonl", "{\"translation\":{\"en\":\"a\",\"fr\":\"b\"}}");

        Assert.Equal($"{path}(1): no pair; expected \"en\" and \"de\", alone or under \"translation\", or \"source\" and \"target\"; found \"en\", \"fr\".", Assert.Throws<InvalidDataException>(() => ParallelText.Read(path, "en", "de")).Message);
    }

    [Fact]
    public void Read_BytesThatAreNotUtf8_NameTheFile()
    {
        _folder.Write("train.en", "a\nb\n");
        string path = _folder.Write("train.de", [.. "x\n"u8, 0xFF, (byte)'\n']);

        Assert.StartsWith($"{path}(2): byte 0xFF", Assert.Throws<InvalidDataException>(() => ParallelText.Read(_folder["train"], "en", "de")).Message);
    }

    [Fact]
    public void Fingerprint_SamePairsInAnotherFormat_IsTheSame()
    {
        _folder.Write("train.en.gz", "A heron.\nIt rains.\n");
        _folder.Write("train.de.zst", "Ein Reiher.\nEs regnet.\n");
        string table = _folder.Write("pairs.tsv", "A heron.\tEin Reiher.\nIt rains.\tEs regnet.\n");

        Assert.Equal(ParallelText.Fingerprint(_folder["train"], "en", "de"), ParallelText.Fingerprint(table, "en", "de"));
        Assert.NotEqual(ParallelText.Fingerprint(_folder["train"], "en", "de"), ParallelText.Fingerprint(_folder["train"], "de", "en"));
    }

    [Theory]
    [InlineData("train", "fr", 29_000)]
    [InlineData("val", "de", 1_014)]
    [InlineData("test_2016_flickr", "de", 1_000)]
    [InlineData("test_2018_flickr", "cs", 1_071)]
    public void ReadAligned_CaptionsOfMulti30k_AreAsManyAsItsReadmeSays(string set, string target, int lines)
    {
        AlignedText text = ParallelText.ReadAligned(Path.Combine(RealText.Folder("multi30k"), set), "en", target);

        Assert.Equal(lines, text.Pairs.Length + text.BlankPairs);
    }
}
