using System.Text;
using Parquet;
using Parquet.Schema;

namespace Headwater.Data.Tests;

public sealed class CorpusFormatTests : IDisposable
{
    private static readonly string?[] Texts = ["The river rises.", null, "Es regnet.", " "];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Documents_Parquet_AreTheCellsOfItsColumnOverAllRowGroups()
    {
        string path = await WriteParquet("river.parquet", new DataField<string>("text"), ["one", "two"], ["three"]);

        Assert.Equal(["one", "two", "three"], Corpus.FromFile("river", path).Documents());
    }

    [Fact]
    public async Task Documents_ParquetWithANull_NamesTheRow()
    {
        string path = await WriteParquet("river.parquet", new DataField<string>("text"), Texts);
        CorpusTally tally = new();

        Assert.Equal($"{path}(row 2): \"text\" is null; expected the document.", Assert.Throws<InvalidDataException>(() => Corpus.FromFile("river", path).Documents().Count()).Message);
        Assert.Equal(["The river rises.", "Es regnet."], Corpus.FromFiles("river", new CorpusFiles { Paths = [path], BrokenShare = 0.5 }).Documents(tally));
        Assert.Equal((4L, 1L, 1L, 2L), (tally.Records, tally.Broken, tally.Blank, tally.Documents));
    }

    [Fact]
    public async Task Documents_ParquetWithATranslation_AreTheSideOfTheLanguage()
    {
        DataField<string> english = new("en"), german = new("de");
        string path = await WriteParquet("pairs.parquet", new ParquetSchema(new StructField("translation", english, german)), [["one", null!], ["eins", "zwei"]]);

        Assert.Equal(["eins", "zwei"], Corpus.FromFile("de", path, "de").Documents());
        Assert.Equal([new TextPair("one", "eins")], ParallelText.Read(path, "en", "de"));
        Assert.Equal(1, ParallelText.ReadAligned(path, "en", "de").BlankPairs);
    }

    [Fact]
    public async Task Documents_ParquetWithoutTheColumn_ListsWhatThereIs()
    {
        string path = await WriteParquet("body.parquet", new DataField<string>("body"), ["one"]);

        Assert.Equal($"{path}: no column \"text\"; expected the documents in it, found \"body\".\nhint: name another with column.", Assert.Throws<InvalidDataException>(() => Corpus.FromFile("body", path).Documents().Count()).Message);
        Assert.Equal(["one"], Corpus.FromFiles("body", new CorpusFiles { Paths = [path], Column = "body" }).Documents());
    }

    [Fact]
    public void Documents_FileThatIsNoParquet_SaysSo()
    {
        string path = _folder.Write("no.parquet", "this is no Parquet file, though its name says so");

        Assert.StartsWith($"{path}: not readable as Parquet (", Assert.Throws<InvalidDataException>(() => Corpus.FromFile("no", path).Documents().Count()).Message);
    }

    [Theory]
    [InlineData("content", null, "{\"content\": \"one\"}")]
    [InlineData("meta.body", null, "{\"meta\": {\"body\": \"one\"}}")]
    [InlineData(null, "de", "{\"translation\": {\"en\": \"x\", \"de\": \"one\"}}")]
    public void Documents_JsonColumn_IsTaken(string? column, string? language, string row)
    {
        string path = _folder.Write("rows.jsonl", row + "\n");

        Assert.Equal(["one"], Corpus.FromFiles("rows", new CorpusFiles { Paths = [path], Column = column, Language = language }).Documents());
    }

    [Fact]
    public void Documents_Pattern_ReadsFilesInTheOrderOfTheirPaths()
    {
        Directory.CreateDirectory(_folder["b/deep"]);
        Directory.CreateDirectory(_folder["a"]);
        _folder.Write("b/deep/2.txt", "three\n");
        _folder.Write("b/1.txt.gz", "two\n");
        _folder.Write("a/9.txt", "one\n");
        _folder.Write("a/9.csv", "no\n");

        Assert.Equal(["one", "two", "three"], Corpus.FromFile("all", $"{_folder.Path}/**/*.txt*").Documents());
        Assert.Equal(["two"], Corpus.FromFile("some", $"{_folder.Path}/?/1.txt.gz").Documents());
        Assert.Equal($"Corpus \"none\": no file matches {_folder.Path}/*.jsonl.\nhint: * matches any text inside a name, ** matches folders of any depth.",
            Assert.Throws<FileNotFoundException>(() => Corpus.FromFile("none", $"{_folder.Path}/*.jsonl")).Message);
    }

    [Fact]
    public void Documents_Stream_CanBeReadOnce()
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes("one\ntwo\n"));
        Corpus corpus = Corpus.FromStream("typed", input);

        Assert.Equal(["one", "two"], corpus.Documents());
        Assert.Equal("Corpus \"typed\" comes from a stream, which can be read once.\nhint: write it to a file first.", Assert.Throws<InvalidOperationException>(() => corpus.Documents().Count()).Message);
    }

    [Theory]
    [InlineData(null, "bad > 0.5", "b0 b2 b3")]
    [InlineData("good >= 0.9", null, "b0 b3")]
    [InlineData("good >= 0.9", "bad", "b3")]
    [InlineData(null, "bad != 0.2", "b0 b2 b3")]
    public void Documents_DolmaLayout_FollowTheConditions(string? include, string? exclude, string expected)
    {
        CorpusFiles files = Dolma() with { Include = include is null ? [] : [include], Exclude = exclude is null ? [] : [exclude] };
        CorpusTally tally = new();

        Assert.Equal(expected.Split(' '), Corpus.FromFiles("dolma", files).Documents(tally));
        Assert.Equal(4 - expected.Split(' ').Length, tally.Removed["attributes"]);
    }

    [Fact]
    public void Documents_DolmaOutOfStep_IsRefused()
    {
        CorpusFiles files = Dolma();
        string attributes = _folder.Write("attributes/quality/x.jsonl.gz", "{\"id\": \"0\", \"attributes\": {}}\n{\"id\": \"7\", \"attributes\": {}}\n");

        IOException error = Assert.ThrowsAny<IOException>(() => Corpus.FromFiles("dolma", files).Documents().Count());

        Assert.Equal($"{attributes}(2): the attributes of document \"7\", where {_folder["documents/x.jsonl.gz"]} has document \"1\"; expected them in the same order.\nhint: make the attributes again.", error.Message);
    }

    [Fact]
    public void FromFiles_ConditionThatIsNone_SaysWhatOneIs()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Corpus.FromFiles("dolma", Dolma() with { Exclude = ["bad is 5"] }));

        Assert.StartsWith("\"bad is 5\" is no condition on an attribute; expected NAME, or NAME, one of < <= = != >= >, and a number, such as gopher__score >= 0.5.", error.Message);
    }

    [Fact]
    public void FromFiles_AttributesThatAreNotThere_AreNamed()
    {
        CorpusFiles files = Dolma() with { Attributes = ["gone"] };

        Assert.Equal($"Corpus \"dolma\": there is no file {_folder["attributes/gone/x.jsonl.gz"]}, which should hold the attributes of {_folder["documents/x.jsonl.gz"]}.\nhint: make them, or remove attributes.",
            Assert.Throws<FileNotFoundException>(() => Corpus.FromFiles("dolma", files)).Message);
    }

    [Fact]
    public void Fingerprint_OtherConditionsOrAttributes_Differs()
    {
        string Fingerprint(CorpusFiles files) => Corpus.FromFiles("dolma", files).Fingerprint;
        CorpusFiles files = Dolma();
        string[] prints = [Fingerprint(files), Fingerprint(files with { Include = ["good"] }), Fingerprint(files with { Exclude = ["good"] }), Fingerprint(files with { Column = "id" })];

        Assert.Equal(4, prints.Distinct().Count());
    }

    [Fact]
    public void Read_Tmx_GivesThePairsOfItsLanguages()
    {
        string path = _folder.Write("memory.tmx.gz", """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE tmx SYSTEM "tmx14.dtd">
            <tmx version="1.4"><header srclang="en"/><body>
              <tu><tuv xml:lang="en-US"><seg>A <bpt i="1">&lt;b&gt;</bpt>grey<ept i="1">&lt;/b&gt;</ept> <hi>heron</hi>.</seg></tuv><tuv xml:lang="de"><seg>Ein grauer Reiher.</seg></tuv></tu>
              <tu><tuv xml:lang="en"><seg>No German.</seg></tuv><tuv xml:lang="den"><seg>x</seg></tuv></tu>
              <tu><tuv xml:lang="DE"><seg>Es &amp; regnet.</seg></tuv><tuv xml:lang="EN"><seg>It &amp;
            rains.</seg></tuv></tu>
            </body></tmx>
            """);

        Assert.Equal([new("A grey heron.", "Ein grauer Reiher."), new("It & rains.", "Es & regnet.")], ParallelText.Read(path, "en", "de"));
    }

    [Fact]
    public void Read_TmxCutOff_SaysWhere()
    {
        string path = _folder.Write("memory.tmx", "<tmx><body>\n<tu><tuv xml:lang=\"en\"><seg>A");

        Assert.StartsWith($"{path}(2): not a whole TMX file (", Assert.Throws<InvalidDataException>(() => ParallelText.Read(path, "en", "de")).Message);
    }

    [Fact]
    public void Read_GettextFile_GivesFinishedEntries()
    {
        string path = _folder.Write("de.po", """
            msgid ""
            msgstr "Language: de\n"

            #: a.c:1
            msgid "A \"heron\".\n"
            msgstr ""
            "Ein "
            "\"Reiher\"."

            #, fuzzy
            msgid "Unsure."
            msgstr "Unsicher."

            msgid "Not yet."
            msgstr ""
            #~ msgid "old"
            #~ msgstr "alt"

            msgctxt "birds"
            msgid "%d bird"
            msgid_plural "%d birds"
            msgstr[0] "%d Vogel"
            msgstr[1] "%d Vögel"
            msgid "Next."
            msgstr "Weiter."
            """);

        Assert.Equal([new("A \"heron\". ", "Ein \"Reiher\"."), new("%d bird", "%d Vogel"), new("%d birds", "%d Vögel"), new("Next.", "Weiter.")], ParallelText.Read(path, "en", "de"));
    }

    [Fact]
    public void Read_LineThatIsNoGettext_IsNamed()
    {
        string path = _folder.Write("bad.po", "msgid \"a\"\nmsgstr b\n");

        Assert.Equal($"{path}(2): \"msgstr b\" is no line of a PO file; expected a comment, or msgctxt, msgid, msgid_plural or msgstr and a text in quotes.", Assert.Throws<InvalidDataException>(() => ParallelText.Read(path, "en", "de")).Message);
    }

    private CorpusFiles Dolma()
    {
        Directory.CreateDirectory(_folder["documents"]);
        Directory.CreateDirectory(_folder["attributes/quality"]);
        string documents = _folder.Write("documents/x.jsonl.gz", string.Concat(Enumerable.Range(0, 4).Select(i => $"{{\"id\": \"{i}\", \"text\": \"b{i}\"}}\n")));
        _folder.Write("attributes/quality/x.jsonl.gz", """
            {"id": "0", "attributes": {"bad": [[0, 2, 0.2]], "good": [[0, 2, 0.95]]}}
            {"id": "1", "attributes": {"bad": [[0, 2, 0.7]], "good": []}}
            {"id": "2", "attributes": {"bad": [[0, 2, 0.2]]}}
            {"id": "3", "attributes": {"good": [[0, 2, 0.9]]}}
            """);
        return new CorpusFiles { Paths = [documents], Attributes = ["quality"] };
    }

    private Task<string> WriteParquet(string name, DataField field, params string?[][] groups) => WriteParquet(name, new ParquetSchema(field), [.. groups.Select(group => (string?[][])[group])]);

    private async Task<string> WriteParquet(string name, ParquetSchema schema, params string?[][][] groups)
    {
        await using FileStream file = File.Create(_folder[name]);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file);
        foreach (string?[][] columns in groups)
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            for (int i = 0; i < columns.Length; i++) await rows.WriteAsync(schema.DataFields[i], columns[i]!);
        }

        return _folder[name];
    }
}
