using System.IO.Compression;
using System.Text;
using Headwater.Laws;

namespace Headwater.Tables.Tests;

/// <summary>Files and options that a table cannot be read by, each with what helps.</summary>
public sealed class ReadingFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_HeaderAlone_IsRefused()
    {
        string csv = _folder.Write("runs.csv", "mixture,tokens,loss\n");

        Assert.Equal($"{csv}: the header has no rows below it; expected at least one row of measurements.\nhint: check that the file was written to its end.", Assert.Throws<InvalidDataException>(() => Read(csv)).Message);
    }

    [Theory]
    [InlineData("measurments.csv", "did you mean ")]
    [InlineData("quite-another.csv", "check the path")]
    public void Read_MissingFile_NamesTheNearest(string name, string hint)
    {
        _folder.Write("measurements.csv", "D,loss\n1B,3\n");

        Assert.Contains($"\nhint: {hint}", Assert.Throws<FileNotFoundException>(() => Read(_folder.Path(name))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{D}", 4.5e9)]
    [InlineData("{tokens}", 4e9)]
    public void Read_TwoColumnsThatDiffer_SetSaysWhichCounts(string template, double tokens)
    {
        string csv = _folder.Write("runs.csv", "tokens,D,loss\n1B,1B,3\n4B,4.5B,2.5\n");

        ObservationTable table = Read(csv, new() { Set = [new("pretraining_tokens", template)] });

        Assert.Equal(tokens, table.Rows[1].PretrainingTokens);
        Assert.Throws<InvalidDataException>(() => Read(csv));
    }

    [Fact]
    public void Read_TwoColumnsThatDifferInOneOfTwoTables_AreRefused()
    {
        string one = _folder.Write("one.csv", "tokens,D,loss\n1B,1B,3\n4B,4.5B,2.5\n");
        string two = _folder.Write("two.csv", "tokens,loss\n1B,3\n");

        Assert.Contains("one.csv(3): D is 4.5B and tokens is 4B", Assert.Throws<InvalidDataException>(() => TableReader.Read([one, two], new(), TextReader.Null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhereThatLeavesOneUnit_ReadsTheRest()
    {
        string csv = _folder.Write("runs.csv", "data,D,accuracy\nweb,1B,0.31\nweb,2B,35\nweb,4B,0.4\n");

        string message = Assert.Throws<InvalidDataException>(() => Read(csv)).Message;
        string condition = message[(message.IndexOf("--where \"", StringComparison.Ordinal) + 9)..^2];

        Assert.Equal([0.31, 0.4], Read(csv, new() { Where = condition }).Rows.Select(row => row.Value));
    }

    [Theory]
    [InlineData(">=", "9.3,4.4,3.9")]
    [InlineData("<", "9.1,4,3.5")]
    public void Read_WhereThatLeavesOneRunOfALog_ReadsIt(string side, string values)
    {
        string csv = _folder.Write("log.csv", "step,loss\n0,9.1\n100,4\n200,3.5\n0,9.3\n100,4.4\n200,3.9\n");

        ObservationTable table = Read(csv, new() { Where = $"row_number_in_table {side} 3" });

        Assert.Equal(values, string.Join(',', table.Rows.Select(row => FormattableString.Invariant($"{row.Value}"))));
    }

    [Fact]
    public void Read_RowThatCannotBeCut_IsAFaultWhateverTheCondition()
    {
        string csv = _folder.Write("runs.csv", "D,loss\n1B,3\n2B,2.5,7\n");

        Assert.StartsWith("runs.csv(3): the row has 3 fields", Assert.Throws<InvalidDataException>(() => Read(csv, new() { Where = "D < 1.5e9" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GzipCutOrFollowedByOtherBytes_IsRefused()
    {
        byte[] whole = Packed("D,loss\n1B,3\n2B,2.5\n");
        string path = _folder.Path("runs.csv.gz");
        File.WriteAllBytes(path, whole);

        Assert.Equal(2, Read(path).Rows.Length);

        File.WriteAllBytes(path, [.. whole, .. new byte[600]]);
        Assert.Equal(2, Read(path).Rows.Length);

        File.WriteAllBytes(path, [.. whole, .. Packed("4B,2\n")]);
        Assert.Equal(3, Read(path).Rows.Length);

        File.WriteAllBytes(path, [.. whole, .. "tail"u8]);
        Assert.Contains("bytes that are not gzip follow its end", Assert.Throws<InvalidDataException>(() => Read(path)).Message, StringComparison.Ordinal);

        for (int length = 3; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains("(the file ends too early)", Assert.Throws<InvalidDataException>(() => Read(path)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Packed(string text)
    {
        using MemoryStream bytes = new();
        using (GZipStream packed = new(bytes, CompressionLevel.Optimal))
        {
            packed.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private static ObservationTable Read(string name, TableOptions? options = null) => TableReader.Read([name], options ?? new(), TextReader.Null);
}
