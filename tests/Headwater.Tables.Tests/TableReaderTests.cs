using System.Globalization;
using CsCheck;
using DuckDB.NET.Data;
using Headwater.Laws;

namespace Headwater.Tables.Tests;

public sealed class TableReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Parquet_EqualsTheCsvItWasMadeFrom()
    {
        string csv = _folder.Write("runs.csv", "N,tokens_seen,metric,value,seed,flag\n60000000,1.5e9,bleu,0.1,a,\n1200000000,3e9,bleu,12.25,b,x\n");
        string parquet = Parquet("runs.parquet", $"SELECT * FROM read_csv('{csv}')");

        Assert.Equal(Read(csv).ToCsv(), Read(parquet).ToCsv());
        Assert.Equal(["flag"], Read(parquet).UnknownColumns);
    }

    [Fact]
    public void Read_ParquetOfAllTypes_KeepsWhatIsANumberOrText()
    {
        string parquet = Parquet("runs.parquet", "SELECT 1::BIGINT AS N, 0.1::FLOAT AS loss, 2.5::DECIMAL(9, 2) AS lr, true AS ok, DATE '2024-01-01' AS day, [1, 2] AS list, NULL::INTEGER AS tokens");

        Observation row = Assert.Single(Read(parquet).Rows);

        Assert.Equal((1.0, 0.1, 2.5), (row.Parameters, row.Value, row.Extra["lr"]));
        Assert.Null(row.PretrainingTokens);
    }

    [Fact]
    public void Read_ParquetThatIsNone_SaysSo()
    {
        string path = _folder.Write("runs.parquet", "metric,value\n");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Read(path));

        Assert.StartsWith($"{path}: not readable as Parquet (", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ParquetBrokenBehindItsHeader_SaysSo()
    {
        string parquet = Parquet("runs.parquet", "SELECT 'bleu' AS metric, random() AS value FROM range(200000)");
        byte[] bytes = File.ReadAllBytes(parquet);
        Array.Clear(bytes, 100, bytes.Length / 2);
        File.WriteAllBytes(parquet, bytes);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Read(parquet));

        Assert.StartsWith($"{parquet}: not readable as Parquet (", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ParquetCellThatIsNoNumber_NamesFileAndRow()
    {
        string parquet = Parquet("runs.parquet", "SELECT 'bleu' AS metric, '1' AS value UNION ALL SELECT 'bleu', 'abc'");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Read(parquet));

        Assert.Equal("runs.parquet(2): value is \"abc\"; expected a number.\nhint: fix the cell or delete the row.", fault.Message);
    }

    [Fact]
    public void Read_Pattern_IsOneTableOfAllFiles()
    {
        _folder.Write("runs/a/observations.csv", "metric,value,seed\nbleu,1,1\n");
        _folder.Write("runs/b/c/observations.csv", "value,metric,N\n2,bleu,60M\n");

        ObservationTable table = Read(_folder.Path("runs", "**", "observations.csv"));

        Assert.Equal<(double, double?, string?)>([(1.0, null, "1"), (2.0, 60e6, null)], table.Rows.Select(row => (row.Value, row.Parameters, row.Seed)));
        Assert.All(table.Rows, row => Assert.Null(row.Source));
        Assert.Empty(table.Warnings);
    }

    [Fact]
    public void Read_PatternWithoutFiles_SaysSo()
    {
        string pattern = _folder.Path("*.parquet");

        Assert.Equal($"{pattern}: no file matches the pattern. Expected one in which * stands for any text and ** for folders of any depth.\nhint: check the folder's name, and quote the pattern so that the shell leaves it alone.", Assert.Throws<FileNotFoundException>(() => Read(pattern)).Message);
    }

    [Fact]
    public void Read_SeveralTables_AreKeptApartByTheirSource()
    {
        string a = _folder.Write("a.csv", "N,loss\n1M,3\n");
        string b = _folder.Write("b.jsonl", "{\"params\":2e6,\"metric\":\"loss\",\"value\":2,\"source\":\"paper\"}\n{\"params\":4e6,\"metric\":\"loss\",\"value\":1}\n");

        ObservationTable table = TableReader.Read([a, b], new(), TextReader.Null);

        Assert.Equal([(a, 1e6, 3.0), ("paper", 2e6, 2.0), (b, 4e6, 1.0)], table.Rows.Select(row => (row.Source!, row.Parameters!.Value, row.Value)));
        Assert.Equal([$"2 tables are kept apart by the column source: {a}, {b}. --set source=all builds series across them."], table.Warnings);
    }

    [Fact]
    public void Read_FaultsInSeveralFiles_EachNameTheirs()
    {
        _folder.Write("a.csv", "metric,value\nbleu,x\n");
        _folder.Write("b.csv", "metric,value\nbleu,1\nbleu\n");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Read(_folder.Path("*.csv")));

        Assert.Equal("a.csv(2): value is \"x\"; expected a number.\nb.csv(3): the row has 1 field; expected 2 as in the header.\nhint: fix the cell or delete the row.\nhint: put quotes around a field that contains the delimiter, and leave empty what is missing.", fault.Message);
    }

    [Fact]
    public void Read_StandardInput_FindsItsForm() =>
        Assert.Equal(1, TableReader.Read(["-"], new(), new StringReader("{\"loss\":1}\n")).Rows.Single().Value);

    [Theory]
    [InlineData("N >= 100e6", "2,3")]
    [InlineData("parameters < 1e9 AND lang = 'de'", "2")]
    [InlineData("pretraining_tokens IS NULL -- none", "3")]
    [InlineData("D > 1.5e9", "1,2")]
    [InlineData("value > 2 OR seed = 'a'", "1,3")]
    public void Read_Where_KeepsTheRowsThatMeetIt(string condition, string expected)
    {
        string csv = _folder.Write("runs.csv", "N,D,metric,value,seed,lang\n60M,2B,bleu,1,a,en\n100M,2B,bleu,2,b,de\n1.2B,,bleu,3,c,de\n");

        ObservationTable table = Read(csv, new() { Where = condition });

        Assert.Equal(expected, string.Join(',', table.Rows.Select(row => row.Value.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Read_Where_SparesFaultyRowsItLeavesOut()
    {
        string csv = _folder.Write("runs.csv", "step,loss\n1,3\n2,NaN\n");

        Assert.Single(Read(csv, new() { Where = "step < 2" }).Rows);
    }

    [Fact]
    public void Read_WhereThatLeavesNothing_Warns()
    {
        string csv = _folder.Write("runs.csv", "N,loss\n1M,3\n");

        Assert.Equal(["None of the 1 rows meets the condition N > 1e9."], Read(csv, new() { Where = "N > 1e9" }).Warnings);
    }

    [Theory]
    [InlineData("M > 1")]
    [InlineData("N >")]
    [InlineData("N IN (SELECT size FROM read_text('/etc/hostname'))")]
    public void Read_WhereThatIsWrong_SaysWhyAndListsTheColumns(string condition)
    {
        string csv = _folder.Write("runs.csv", "N,loss\n1M,3\n");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => Read(csv, new() { Where = condition }));

        Assert.StartsWith($"--where \"{condition}\": ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(" The columns are N, loss.\nhint: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Set_GivesEveryRowTheValueOrItsOwnCell()
    {
        string csv = _folder.Write("runs.csv", "mix,metric,value,run\nx,bleu,1,en-60M\nx,bleu,2,de-60M\n");

        ObservationTable table = Read(csv, new() { Set = [new("pretraining_data", "{run}!"), new("N", "60M"), new("run", "")] });

        Assert.Equal<(string, double, string?)>([("en-60M!", 60e6, null), ("de-60M!", 60e6, null)], table.Rows.Select(row => (row.PretrainingData!, row.Parameters!.Value, row.Run)));
    }

    [Fact]
    public void Read_SetOfAnUnknownColumn_ListsTheKnown()
    {
        string csv = _folder.Write("runs.csv", "metric,value\nbleu,1\n");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => Read(csv, new() { Set = [new("pretraning_data", "en")] }));

        Assert.StartsWith("--set names the column \"pretraning_data\"; expected one of source, series, pretraining_data, parameters,", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SetFromAnAbsentColumn_ListsThoseThereAre()
    {
        string csv = _folder.Write("runs.csv", "metric,value,run\nbleu,1,a\n");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => Read(csv, new() { Set = [new("mix", "{run}-{runn}")] }));

        Assert.Equal("--set mix={run}-{runn} takes the cells of a column \"runn\"; expected one of metric, value, run.\nhint: --set \"mix={run}\"", fault.Message);
    }

    [Fact]
    public void Read_SetFromAColumnByItsVeryName_TakesThatOne()
    {
        string csv = _folder.Write("runs.csv", "num_params,size,metric,value\n60M,small,bleu,1\n");

        Assert.Equal("small", Read(csv, new() { Set = [new("model", "{size}")] }).Rows.Single().Model);
    }

    [Fact]
    public void Read_TokensPerStep_FillsRowsThatHaveNone()
    {
        string csv = _folder.Write("runs.csv", "step,tokens,loss\n10,,3\n20,7,2\n,,1\n");

        ObservationTable table = Read(csv, new() { TokensPerStep = 2e6 });

        Assert.Equal<double?>([20e6, 7, null], table.Rows.Select(row => row.PretrainingTokens));
    }

    [Fact]
    public void Read_TokensPerStepWithoutSteps_SaysWhatIsMissing()
    {
        string csv = _folder.Write("runs.csv", "N,loss\n1M,3\n");

        Assert.Equal("--tokens-per-step needs a column named step; found N, loss.\nhint: rename the column of training steps to step.", Assert.Throws<ArgumentException>(() => Read(csv, new() { TokensPerStep = 1 })).Message);
    }

    [Fact]
    public void Read_AnyBytesUnderAnyEnding_AreATableOrAMessage()
    {
        string[] pieces = ["{\"log_history\":[", "{\"results\":{\"t\":{\"acc,none\":", "\"eval_loss\":", "NaN", "]", "}", "{", ":", "\"step\"", "1", ",", "\n", "Wall time,Step,Value\n", "_step,", "Step,a - loss\n", "metric", "value", "PAR1", "\0", "é"];
        string[] endings = [".csv", ".tsv", ".jsonl", ".json", ".parquet", ".csv.gz"];
        int number = 0;
        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]), Gen.String[0, 3]).Array[0, 25].Sample(
            parts =>
            {
                int file = Interlocked.Increment(ref number);
                string path = _folder.Write($"{file}{endings[file % endings.Length]}", string.Concat(parts));
                try
                {
                    _ = Read(path).ToCsv();
                }
                catch (InvalidDataException fault)
                {
                    Assert.Contains(Path.GetFileName(path), fault.Message, StringComparison.Ordinal);
                }
            },
            iter: 300);
    }

    private static ObservationTable Read(string name, TableOptions? options = null) => TableReader.Read([name], options ?? new(), TextReader.Null);

    private string Parquet(string name, string query)
    {
        string path = _folder.Path(name);
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return path;
    }
}
