using System.Globalization;
using System.Text;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Headwater.Data.Tests;

public sealed class CorpusFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_TruncatedGzip_SaysAfterWhichLine()
    {
        string path = _folder.Write("cut.txt.gz", Lines(200_000));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);

        string message = Fault<InvalidDataException>(path);

        Assert.Matches("^[0-9]+ \\(.*\\)\\.\nhint: fetch or pack the file again\\.$", message.Replace($"{path}: the compressed data is broken after line ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text.txt")]
    [InlineData("rows.jsonl")]
    [InlineData("packed.txt.gz")]
    [InlineData("packed.jsonl.zst")]
    [InlineData("table.parquet")]
    public void Documents_GitPointerInPlaceOfTheFile_SaysSo(string name)
    {
        File.WriteAllText(_folder[name], $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('c', 64)}\nsize 90210\n");

        Assert.Equal($"{_folder[name]} is a Git LFS pointer, not the file itself: the repository was cloned without its large files.\nhint: run git lfs pull in the repository, or download the file.",
            Fault<InvalidDataException>(_folder[name]));
    }

    [Fact]
    public void Documents_ZstdWithABadChecksum_SaysSo()
    {
        string path = _folder["bad.txt.zst"];
        using (FileStream file = File.Create(path))
        using (CompressionStream zstd = new(file))
        {
            zstd.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
            zstd.Write(Encoding.UTF8.GetBytes(Lines(1000)));
        }

        byte[] content = File.ReadAllBytes(path);
        content[^1] ^= 0x55; // the frame ends in its checksum
        File.WriteAllBytes(path, content);

        string message = Fault<InvalidDataException>(path);

        Assert.StartsWith($"{path}: the compressed data is broken after line ", message);
        Assert.Contains("checksum", message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Documents_HalfAJsonLineAtTheEnd_SaysTheFileWasCutOff()
    {
        string path = _folder.Write("half.jsonl", "{\"text\": \"whole\"}\n{\"text\": \"hal");

        string message = Fault<InvalidDataException>(path);

        Assert.StartsWith($"{path}(2): not a JSON value (", message);
        Assert.EndsWith("expected one JSON object per line. It is the last line and has no end: the file was probably cut off.", message);
    }

    [Fact]
    public void Documents_ByteOrderMarkAndCarriageReturns_AreDropped()
    {
        string path = _folder.Write("bom.jsonl", "\uFEFF{\"text\": \"one\"}\r\n{\"text\": \"two\"}\r\n");

        Assert.Equal(["one", "two"], Corpus.FromFile("bom", path).Documents());
    }

    [Fact]
    public void Documents_NulByte_IsNamed()
    {
        string path = _folder.Write("nul.txt", "good\nba\0d\n");

        Assert.Equal($"{path}(2): byte 2 of the line is NUL, which no text holds. If the file is UTF-16, convert it to UTF-8, for example with iconv; else repair or drop the line.", Fault<InvalidDataException>(path));
    }

    [Fact]
    public void Documents_LineOf100Megabytes_IsRefusedOrLeftOut()
    {
        string path = _folder["long.txt"];
        using (FileStream file = File.Create(path))
        {
            file.Write("first\n"u8);
            byte[] megabyte = new byte[1 << 20];
            megabyte.AsSpan().Fill((byte)'x');
            for (int i = 0; i < 100; i++) file.Write(megabyte);
            file.Write("\nlast\n"u8);
        }

        Assert.Equal($"{path}(2): the line is longer than 64 MiB, the longest that is read. Cut it into documents.", Fault<InvalidDataException>(path));
        Assert.Equal(["first", "last"], Corpus.FromFiles("long", new CorpusFiles { Paths = [path], BrokenShare = 0.5 }).Documents());
    }

    [Theory]
    [InlineData("shrinks.txt")]
    [InlineData("shrinks.txt.gz")]
    public void Documents_FileThatShrinksWhileItIsRead_IsNoticed(string name)
    {
        SplitMix noise = new(3);
        string path = _folder.Write(name, string.Concat(Enumerable.Range(0, 100_000).Select(_ => $"{noise.NextUInt64()} {noise.NextUInt64()}\n")));
        long before = new FileInfo(path).Length, after = before / 2;

        IOException error = Assert.Throws<IOException>(() =>
        {
            int line = 0;
            foreach (string _ in Corpus.FromFile("shrinks", path).Documents())
            {
                if (line++ > 0) continue;
                using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(after);
            }
        });

        Assert.Equal($"{path}: the file had {before} bytes when reading began and has {after} now. Let nothing write to it while it is read, and run again.", error.Message);
    }

    [Fact]
    public void Documents_FewBrokenRecords_AreLeftOutAndCountedWithTheirPlaces()
    {
        string path = _folder.Write("some.jsonl", string.Concat(Enumerable.Range(0, 1000).Select(i => i % 100 == 7 ? "{\"text\": 5}\n" : $"{{\"text\": \"document {i}\"}}\n")));
        CorpusTally tally = new();

        int count = Corpus.FromFiles("some", new CorpusFiles { Paths = [path], BrokenShare = 0.01 }).Documents(tally).Count();

        Assert.Equal((990, 1000L, 10L, 990L), (count, tally.Records, tally.Broken, tally.Documents));
        Assert.Equal(10, tally.BrokenSamples.Length);
        Assert.Equal($"{path}(8): \"text\" is a JSON Number; expected a string.", tally.BrokenSamples[0]);
    }

    [Fact]
    public void Documents_MoreBrokenRecordsThanAllowed_StopWithTheirShare()
    {
        string path = _folder.Write("many.jsonl", string.Concat(Enumerable.Range(0, 100).Select(i => i % 20 == 7 ? "[]\n" : $"{{\"text\": \"document {i}\"}}\n")));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Corpus.FromFiles("many", new CorpusFiles { Paths = [path], BrokenShare = 0.01 }).Documents().Count());

        Assert.Equal($"Corpus \"many\": 5 of 100 records are broken (5%); expected at most 1%. The first: {path}(8): a JSON Array; expected one JSON object per line.\nhint: repair the files, or raise broken.", error.Message);
    }

    [Fact]
    public void Documents_NothingButBrokenRecords_StopsLongBeforeTheEnd()
    {
        string path = _folder.Write("all.jsonl", string.Concat(Enumerable.Repeat("no\n", 100_000)));
        CorpusTally tally = new();

        Assert.Throws<InvalidDataException>(() => Corpus.FromFiles("all", new CorpusFiles { Paths = [path], BrokenShare = 0.5 }).Documents(tally).Count());

        Assert.Equal(100, tally.Records);
    }

    private static string Fault<T>(string path)
        where T : Exception => Assert.Throws<T>(() => Corpus.FromFile("faulty", path).Documents().Count()).Message;

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {SplitMix.Mix(1, (ulong)i)}\n")));
}
