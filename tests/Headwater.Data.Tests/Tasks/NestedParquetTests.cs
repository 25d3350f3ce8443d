using System.Text.Json;

namespace Headwater.Data.Tests;

/// <summary>Lists and structures of Parquet, empty and null ones among them, as arrow-rs wrote and reads them (tests/golden/parquet).</summary>
public class NestedParquetTests
{
    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "parquet", name);

    [Theory]
    [InlineData("uncompressed")]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("brotli")]
    [InlineData("zstd")]
    [InlineData("lz4-raw")]
    public void Read_EmptyAndNullLists_AreWhatArrowReads(string compression)
    {
        string[] expected = File.ReadAllLines(PathOf("nested.jsonl"));

        Assert.Equal(expected, TaskRecordFile.Read(PathOf($"{compression}.parquet")).Select(record => JsonSerializer.Serialize(record.Fields)));
        Assert.Equal(["x", "y", "z", "w", "v", "u"], ParquetColumn.Rows(PathOf($"{compression}.parquet"), "context").Select(row => row[0]));
    }

    [Fact]
    public void Read_Lz4OfHadoop_NamesColumnAndCodec()
    {
        string path = PathOf("lz4.parquet");
        string expected = $"{path}: not readable as Parquet (its column \"id\" is compressed by LZ4 as Hadoop wraps it (codec LZ4, which Parquet's specification replaced by LZ4_RAW), which is not read).\n"
            + "hint: fetch the file again, or write it again with compression zstd, snappy or lz4_raw, or as .jsonl.";

        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => TaskRecordFile.Read(path).Count()).Message);
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => ParquetColumn.Rows(path, "context").Count()).Message);
    }

    [Fact]
    public void Examples_AnAnswerlessQuestion_SaysWhatIsEmpty()
    {
        TaskForm form = new() { Prompt = "{context}", Answers = "answers.text" };
        TaskRecord[] records = [.. TaskRecordFile.Read(PathOf("snappy.parquet"))];

        Assert.Equal(["a", "b"], TaskExamples.Of(records[..1], form)[0].Answers);
        Assert.Equal($"{PathOf("snappy.parquet")}(row 2): \"answers.text\" is an empty list, and the answers need at least one. Fill it, or drop the record.",
            Assert.Throws<InvalidDataException>(() => TaskExamples.Of(records[1..2], form)).Message);
    }
}
