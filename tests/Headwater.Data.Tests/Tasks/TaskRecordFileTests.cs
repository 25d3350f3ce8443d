using System.Text.Json;
using Parquet.Schema;
using Parquet.Serialization;

namespace Headwater.Data.Tests;

public sealed class TaskRecordFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rows.jsonl", "{\"a\": \"1\", \"b\": \"x, \\\"y\\\"\"}\n\n{\"a\": \"2\", \"b\": \"z\"}\n")]
    [InlineData("rows.jsonl.gz", "{\"a\": \"1\", \"b\": \"x, \\\"y\\\"\"}\n{\"a\": \"2\", \"b\": \"z\"}\n")]
    [InlineData("rows.csv", "a,b\r\n1,\"x, \"\"y\"\"\"\r\n2,z\r\n")]
    [InlineData("rows.tsv", "a\tb\n1\tx, \"y\"\n2\tz\n")]
    public void Read_EachFormat_GivesTheSameValues(string name, string content)
    {
        TaskRecord[] records = [.. TaskRecordFile.Read(_folder.Write(name, content))];

        Assert.Equal([("1", "x, \"y\""), ("2", "z")], records.Select(record => (Text(record, "a"), Text(record, "b"))));
        Assert.Equal($"{_folder[name]}({(name == "rows.jsonl" ? 3 : name == "rows.jsonl.gz" ? 2 : 3)})", records[1].Where);
    }

    [Fact]
    public void Read_CsvWithALineEndInACell_KeepsIt()
    {
        TaskRecord record = Assert.Single(TaskRecordFile.Read(_folder.Write("rows.csv", "a,b\n\"one\n\ntwo\",\n")));

        Assert.Equal("one\n\ntwo", Text(record, "a"));
        Assert.Equal("", Text(record, "b"));
    }

    [Fact]
    public async Task Read_ParquetWithListsAndStructures_NestsThem()
    {
        ParquetSchema schema = new(
            new DataField<string>("question"), new StructField("answers", new ListField("text", new DataField<string>("element")), new ListField("answer_start", new DataField<int>("element"))),
            new DataField<long>("label"));
        await using (FileStream file = File.Create(_folder["rows.parquet"]))
        {
            await ParquetSerializer.SerializeUntypedAsync(
                [
                    new Dictionary<string, object?> { ["question"] = "Who?", ["answers"] = new Dictionary<string, object> { ["text"] = Texts("I", "me"), ["answer_start"] = new List<int> { 3, 4 } }, ["label"] = 1L },
                    new Dictionary<string, object?> { ["question"] = "Why?", ["answers"] = new Dictionary<string, object> { ["text"] = Texts("so"), ["answer_start"] = new List<int> { 0 } }, ["label"] = 0L },
                ],
                schema, file, cancellationToken: TestContext.Current.CancellationToken);
        }

        TaskExample[] examples = [.. TaskExamples.Read(_folder["rows.parquet"], new TaskForm { Prompt = "{question} {label}", Answers = "answers.text" })];

        Assert.Equal(["Who? 1", "Why? 0"], examples.Select(example => example.Input));
        Assert.Equal(["I", "me"], examples[0].Answers);
        Assert.Equal($"{_folder["rows.parquet"]}(row 2)", examples[1].Where);
    }

    [Theory]
    [InlineData("rows.csv", "a,b\n1\n", "{0}(2): 1 columns; expected 2, as in the first line (a, b).")]
    [InlineData("rows.csv", "a,b\n\"1,2\n", "{0}(2): a quote is opened and never closed.\nhint: close it, or double it where it is text.")]
    [InlineData("rows.txt", "a\n", "{0} is a .txt file; expected a .jsonl, .csv, .tsv or .parquet file; all but Parquet may end in .gz or .zst.")]
    [InlineData("rows.parquet", "no", "{0}: not readable as Parquet (")]
    [InlineData("rows.jsonl", "[1]\n", "{0}(1): a JSON Array; expected one JSON object per line.")]
    public void Read_BrokenFile_SaysWhere(string name, string content, string expected)
    {
        string path = _folder.Write(name, content);

        Assert.StartsWith(expected.Replace("{0}", path, StringComparison.Ordinal), Assert.Throws<InvalidDataException>(() => TaskRecordFile.Read(path).Count()).Message);
    }

    [Fact]
    public void Read_NoFileOrNoRecord_SaysSo()
    {
        string empty = _folder.Write("empty.tsv", "a\tb\n");

        Assert.Equal($"There is no file {_folder["none.jsonl"]}. Expected a .jsonl, .csv, .tsv or .parquet file; all but Parquet may end in .gz or .zst.",
            Assert.Throws<FileNotFoundException>(() => TaskRecordFile.Read(_folder["none.jsonl"]).Count()).Message);
        Assert.Equal($"{empty} is empty; expected at least one record.\nhint: give another file.",
            Assert.Throws<InvalidDataException>(() => TaskExamples.Read(empty, new TaskForm { Prompt = "{a}", Target = "{b}" })).Message);
    }

    private static List<ReadOnlyMemory<char>?> Texts(params string[] texts) => [.. texts.Select(text => (ReadOnlyMemory<char>?)text.AsMemory())];

    private static string Text(TaskRecord record, string name) => record.Fields.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
}
