using System.IO.Compression;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace Headwater.Data.Tests;

/// <summary>
/// Every reader on random texts of all planes, against plain readers written from the definitions: what is text comes out as it went in, and what is not is a fault with file and line.
/// Five thousand texts a reader here; <c>.ci/full</c> runs the explicit ones with a million.
/// </summary>
public sealed class ReaderFuzzTests : IDisposable
{
    private const int TextsInAFile = 100;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_AnyBytes_AreWhatThePlainDecoderSays() => Repeat(FuzzSize.Few, 1, Lines);

    [Fact(Explicit = true)]
    public void Lines_AMillionOfAnyBytes_AreWhatThePlainDecoderSays() => Repeat(FuzzSize.Full, 1, Lines);

    [Fact]
    public void JsonRows_AnyTexts_AreWhatThePlainParserSays() => Repeat(FuzzSize.Few, 2, JsonRows);

    [Fact(Explicit = true)]
    public void JsonRows_AMillionTexts_AreWhatThePlainParserSays() => Repeat(FuzzSize.Full, 2, JsonRows);

    [Fact]
    public void Csv_AnyCells_AreWhatThePlainReaderSays() => Repeat(FuzzSize.Few, 3, Csv);

    [Fact(Explicit = true)]
    public void Csv_AMillionCells_AreWhatThePlainReaderSays() => Repeat(FuzzSize.Full, 3, Csv);

    [Fact]
    public void Columns_AnyPairs_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Few, 4, Columns);

    [Fact(Explicit = true)]
    public void Columns_AMillionTexts_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Full, 4, Columns);

    [Fact]
    public void Gettext_AnyPairs_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Few, 5, Gettext);

    [Fact(Explicit = true)]
    public void Gettext_AMillionTexts_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Full, 5, Gettext);

    [Fact]
    public void Tmx_AnyPairs_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Few, 6, Tmx);

    [Fact(Explicit = true)]
    public void Tmx_AMillionTexts_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Full, 6, Tmx);

    [Fact]
    public void ParquetCells_AnyTexts_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Few, 7, ParquetCells);

    [Fact(Explicit = true)]
    public void ParquetCells_AMillionTexts_ComeOutAsTheyWentIn() => Repeat(FuzzSize.Full, 7, ParquetCells);

    // A reader takes a file of some texts; a failure names the seed of the file.
    private static void Repeat(int texts, ulong kind, Action<AnyUnicode> read)
    {
        for (int done = 0; done < texts; done += TextsInAFile)
        {
            ulong seed = SplitMix.Mix(kind, (ulong)done);
            try
            {
                read(new AnyUnicode(seed));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"kind {kind}, file {done / TextsInAFile}, seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private void Lines(AnyUnicode any)
    {
        List<byte> content = [.. any.Once(5) ? PlainUnicode.Utf8([0xFEFF]) : []];
        for (int i = 0; i < TextsInAFile; i++)
        {
            List<byte> line = [.. PlainUnicode.Utf8(any.CodePoints(30))];
            if (any.Once(6)) line.Insert(any.Below(line.Count + 1), (byte)any.Below(256));
            if (any.Once(12) && line.Count > 0) line.RemoveAt(any.Below(line.Count));
            content.AddRange(line);
            content.AddRange(i == TextsInAFile - 1 && any.Once(2) ? [] : any.Once(5) ? "\r\n"u8 : "\n"u8);
        }

        string path = WritePacked(any, "lines.txt", [.. content]);
        TextLine[] lines = [.. TextFile.Records(path)];

        string?[] expected = [.. PlainReaders.Lines([.. content])];
        Assert.Equal(expected.Length, lines.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], lines[i].Fault is null ? lines[i].Text : null);
            if (lines[i].Fault is { } fault) Assert.StartsWith($"{path}({i + 1}): byte ", fault, StringComparison.Ordinal);
        }
    }

    // Rows as Python and others write them, with escapes anywhere; in every third row something is broken.
    private void JsonRows(AnyUnicode any)
    {
        string[] rows = [.. Enumerable.Range(0, TextsInAFile).Select(_ => PlainWriters.JsonRow(any))];
        string path = _folder.Write("rows.jsonl", string.Join('\n', rows));
        CorpusFiles files = new() { Paths = [path] };

        CorpusRecord[] records = [.. JsonCorpusReader.Read(path, files)];

        string?[] expected = [.. rows.Select(PlainReaders.Document)];
        Assert.Equal(expected.Length, records.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i] == records[i].Text, $"{rows[i]}: {records[i].Text ?? records[i].Fault}");
            if (expected[i] is null) Assert.StartsWith($"{path}({i + 1}): ", records[i].Fault, StringComparison.Ordinal);
        }
    }

    private void Csv(AnyUnicode any)
    {
        int columns = 1 + any.Below(4);
        StringBuilder table = new(string.Join(',', Enumerable.Range(0, columns).Select(column => $"c{column}")) + (any.Once(2) ? "\r\n" : "\n"));
        for (int cells = 0; cells < TextsInAFile; cells += columns) PlainWriters.CsvRow(any, columns, table);
        string text = table.ToString();
        if (any.Once(4))
        {
            int at = any.Below(text.Length + 1);
            if (at > 0 && at < text.Length && char.IsLowSurrogate(text[at])) at--;
            text = text.Insert(at, "\",\n a"[any.Below(5)].ToString());
        }

        string path = WritePacked(any, "table.csv", Encoding.UTF8.GetBytes(text));
        List<string[]>? expected = PlainReaders.Csv(text);

        if (expected is null)
        {
            Assert.StartsWith($"{path}(", Assert.Throws<InvalidDataException>(() => TaskTable.Csv(path).Count()).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(expected, TaskTable.Csv(path).Select(row => row.Cells.ToArray()));
        string[][] records = [.. expected.Skip(1)];
        if (records.All(row => row.Length == expected[0].Length) && expected[0].Distinct().Count() == expected[0].Length)
            Assert.Equal(records, TaskRecordFile.Read(path).Select(record => expected[0].Select(name => record.Fields.GetProperty(name).GetString()!).ToArray()));
    }

    private void Columns(AnyUnicode any)
    {
        List<TextPair> pairs = [];
        for (int i = 0; i < TextsInAFile / 2; i++) pairs.Add(new TextPair(Line(any), Line(any)));
        string ending = any.Once(3) ? "\r\n" : "\n";
        WritePacked(any, "pairs.tsv", Encoding.UTF8.GetBytes(string.Concat(pairs.Select(pair => $"{pair.Source}\t{pair.Target}{ending}"))));
        WritePacked(any, "two.en", Encoding.UTF8.GetBytes(string.Concat(pairs.Select(pair => pair.Source + ending))));
        WritePacked(any, "two.de", Encoding.UTF8.GetBytes(string.Concat(pairs.Select(pair => pair.Target + ending))));

        Assert.Equal(pairs, ParallelText.Stream(_folder["pairs.tsv"], "en", "de"));
        Assert.Equal(pairs, ParallelText.Stream(_folder["two"], "en", "de"));

        // A line ends with a line feed, and a carriage return before it is part of the end.
        static string Line(AnyUnicode any) => "x" + PlainUnicode.Utf16(any.CodePoints(20).Where(value => value is not ('\t' or '\n' or '\r')));
    }

    private void Gettext(AnyUnicode any)
    {
        StringBuilder file = new("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
        List<TextPair> pairs = [];
        for (int i = 0; i < TextsInAFile / 2; i++) pairs.AddRange(PlainWriters.GettextEntry(any, file));
        string path = WritePacked(any, "pairs.po", Encoding.UTF8.GetBytes(file.ToString()));

        Assert.Equal(pairs, ParallelText.Stream(path, "en", "de"));
    }

    private void Tmx(AnyUnicode any)
    {
        StringBuilder file = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?><tmx version=\"1.4\"><body>");
        List<TextPair> pairs = [];
        for (int i = 0; i < TextsInAFile / 2; i++) pairs.Add(PlainWriters.TmxUnit(any, file));
        string path = WritePacked(any, "pairs.tmx", Encoding.UTF8.GetBytes(file.Append("</body></tmx>").ToString()));

        Assert.Equal(pairs, ParallelText.Stream(path, "en", "de"));
    }

    private void ParquetCells(AnyUnicode any)
    {
        string?[] cells = [.. Enumerable.Range(0, TextsInAFile).Select(_ => any.Once(9) ? null : PlainUnicode.Utf16(any.CodePoints(30)))];
        DataField<string> text = new("text");
        string path = _folder["cells.parquet"];
        using (FileStream file = File.Create(path)) Write(file, text, cells).GetAwaiter().GetResult();

        Assert.Equal(cells, ParquetCorpusReader.Read(path, new CorpusFiles { Paths = [path] }).Select(record => record.Text));
        Assert.Equal(cells, TaskRecordFile.Read(path).Select(record => record.Fields.GetProperty("text").GetString()));

        static async Task Write(FileStream file, DataField field, string?[] cells)
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), file);
            foreach (string?[] part in cells.Chunk(40))
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync(field, (string[])part!);
            }
        }
    }

    // Plain, as gzip of one or several members and zeros behind them, or as Zstandard.
    private string WritePacked(AnyUnicode any, string name, byte[] content)
    {
        foreach (string ending in TextFile.CompressedEndings) File.Delete(_folder[name + ending]);
        int kind = any.Below(4);
        if (kind < 2) return _folder.Write(name, content);
        if (kind == 2) return _folder.Write(name + ".zst", content);
        int cut = any.Below(content.Length + 1);
        using MemoryStream packed = new();
        foreach (byte[] part in (byte[][])[content[..cut], content[cut..]])
        {
            using GZipStream member = new(packed, CompressionLevel.Fastest, leaveOpen: true);
            member.Write(part);
        }

        packed.Write(new byte[any.Once(2) ? 0 : any.Below(1000)]);
        File.WriteAllBytes(_folder[name + ".gz"], packed.ToArray());
        return _folder[name + ".gz"];
    }
}
