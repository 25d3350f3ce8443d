using System.IO.Compression;
using CsCheck;

namespace Headwater.Laws.Tests;

public class ObservationTableTests
{
    [Fact]
    public void Parse_OwnColumns_ReadsEveryOne()
    {
        const string Csv = "source,series,pretraining_data,parameters,pretraining_tokens,finetuning_data,finetuning_examples,finetuning_tokens,task,metric,higher_is_better,value,stderr,chance,ceiling,items,seed,run,model,parameters_without_embeddings,unique_tokens,compute,signature,finetuning_step,converged,rate_en,rate_de,lr\n"
            + "s,c,en+de,60M,1.2B,wmt,2K,40000,t,bleu,true,12.5,0.3,0,100,1000,7,r1,m,50M,1e9,1T,sig,500,false,0.25,0.75,0.001\n";

        ObservationTable table = ObservationTable.Parse(Csv, ".csv", "runs.csv");

        Observation row = Assert.Single(table.Rows);
        Assert.Equal(("s", "c", "en+de", 60e6, 1.2e9), (row.Source, row.Series, row.PretrainingData, row.Parameters, row.PretrainingTokens));
        Assert.Equal(("wmt", 2000.0, 40000.0, "t", "bleu", true, 12.5), (row.FinetuningData, row.FinetuningExamples, row.FinetuningTokens, row.Task, row.Metric, row.HigherIsBetter, row.Value));
        Assert.Equal((0.3, 0.0, 100.0, 1000.0, "7", "r1", "m"), (row.StandardError, row.Chance, row.Ceiling, row.Items, row.Seed, row.Run, row.Model));
        Assert.Equal((50e6, 1e9, 1e12, "sig"), (row.ParametersWithoutEmbeddings, row.UniqueTokens, row.Compute, row.Signature));
        Assert.Equal((500.0, false), (row.FinetuningStep, row.Converged));
        Assert.Equal((0.25, 0.75), (row.Rates["en"], row.Rates["de"]));
        Assert.Equal(["lr"], table.UnknownColumns);
        Assert.Equal(0.001, row.Extra["lr"]);
    }

    [Fact]
    public void Parse_StepsAndConvergence_DoNotTellRowsApart()
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse("metric,value,seed,finetuning_step,converged\nbleu,1,1,100,true\nbleu,2,1,200,false\n", ".csv", "runs.csv"));

        Assert.Contains("the same bleu with seed 1 has two values, 1 and 2", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C,N,D,loss", "6e18,60M,1e9,3.2")]
    [InlineData("flops,params,tokens,eval_loss", "6e18,60M,1e9,3.2")]
    [InlineData("COMPUTE,Num_Params,train_tokens,VAL_LOSS", "6e18,6e7,1B,3.2")]
    [InlineData("total_flos,size,tokens_seen,L", "6e18,60m,1b,3.2")]
    public void Parse_OtherToolsColumns_AreUnderstood(string header, string row)
    {
        Observation observation = ObservationTable.Parse($"{header}\n{row}", ".csv", "runs.csv").Rows[0];

        Assert.Equal((6e18, 60e6, 1e9, "loss", false, 3.2), (observation.Compute, observation.Parameters, observation.PretrainingTokens, observation.Metric, observation.HigherIsBetter, observation.Value));
    }

    [Fact]
    public void Parse_TsvAndJsonl_EqualCsv()
    {
        string csv = ObservationTable.Parse("metric,value,seed\nbleu,1.5,a\nloss,2,\n", ".csv", "t").ToCsv();

        Assert.Equal(csv, ObservationTable.Parse("metric\tvalue\tseed\r\nbleu\t1.5\ta\r\nloss\t2\t\r\n", ".tsv", "t").ToCsv());
        Assert.Equal(csv, ObservationTable.Parse("{\"metric\":\"bleu\",\"value\":1.5,\"seed\":\"a\",\"tags\":[1]}\n\n{\"value\":2,\"metric\":\"loss\",\"seed\":null}", ".jsonl", "t").ToCsv());
    }

    [Fact]
    public void Parse_QuotedFields_KeepCommasQuotesAndLines()
    {
        ObservationTable table = ObservationTable.Parse("\uFEFFmetric,task,value\n\"bleu\",\"a, \"\"b\"\"\nc\",1\n\nbleu,d,x\n".Replace("x", "2", StringComparison.Ordinal), ".csv", "t");

        Assert.Equal(["a, \"b\"\nc", "d"], table.Rows.Select(row => row.Task!));
        Assert.Equal("task,metric,value\n\"a, \"\"b\"\"\nc\",bleu,1\nd,bleu,2\n", table.ToCsv());
    }

    [Fact]
    public void Parse_Faults_AreAllListedWithFileAndLine()
    {
        const string Csv = "metric,value,pretraining_tokens,stderr,higher_is_better,rate_en\n"
            + "bleu,abc,1M,0.1,true,1\n"
            + "bleu,1,1e9x,0.1,true,1\n"
            + "bleu,NaN,1M,-0.1,maybe,2\n"
            + ",,1M,0.1,true,1\n"
            + "bleu,1\n";

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse(Csv, ".csv", "runs.csv"));

        Assert.Equal(
            "runs.csv(2): value is \"abc\"; expected a number.\n"
            + "runs.csv(3): pretraining_tokens is \"1e9x\"; expected a number of 0 or more, such as 2500000, 2.5M or 2.5e6.\n"
            + "runs.csv(4): higher_is_better is \"maybe\"; expected true or false.\n"
            + "runs.csv(4): value is \"NaN\"; expected a finite number; a run that diverged has no value.\n"
            + "runs.csv(4): stderr is \"-0.1\"; expected a number of 0 or more.\n"
            + "runs.csv(4): rate_en is \"2\"; expected a number from 0 to 1.\n"
            + "runs.csv(5): metric is empty; expected the metric's name.\n"
            + "runs.csv(5): value is empty; expected a number.\n"
            + "runs.csv(6): the row has 2 fields; expected 6 as in the header.\n"
            + "hint: fix the cell or delete the row.\n"
            + "hint: fix the cell, delete the row, or leave out such rows with --where \"value is not null\".\n"
            + "hint: fill the cell or delete the row.",
            fault.Message);
    }

    [Fact]
    public void Parse_ManyFaults_ShowsTwentyAndCountsTheRest()
    {
        string csv = "metric,value\n" + string.Concat(Enumerable.Repeat("bleu,?\n", 25));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse(csv, ".csv", "runs.csv"));

        string[] lines = fault.Message.Split('\n');
        Assert.Equal(22, lines.Length);
        Assert.Equal("… and 5 more faults in runs.csv.", lines[^2]);
        Assert.Equal("hint: fix the cell or delete the row.", lines[^1]);
    }

    [Theory]
    [InlineData("", "runs.csv(1): the file is empty; expected a header row with the columns metric and value, or a column for each metric.\nhint: the first line names the columns, such as mixture,tokens,loss.")]
    [InlineData("metric,task\nbleu,t\n", "runs.csv(1): there is no column value; found metric, task. Name the column that holds the metric's values.\nhint: --set \"value={COLUMN}\"")]
    [InlineData("metric,value,Metric\nbleu,1,x\n", "runs.csv(1): the header names the column metric 2 times (column 1 and column 3); expected each name once.\nhint: delete or rename one of the columns.")]
    [InlineData("metric,value\n\"bleu,1\n", "runs.csv(2): a quote is opened and never closed.\nhint: close the quote, or double it where it is part of the text.")]
    public void Parse_BadHeaderOrQuote_SaysSo(string csv, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => ObservationTable.Parse(csv, ".csv", "runs.csv")).Message);

    [Theory]
    [InlineData("[1]", "runs.jsonl(1): the line is a JSON array; expected an object.")]
    [InlineData("{\"loss\": \"\\ud800\"}", "runs.jsonl(1): a string contains an unpaired surrogate (\\ud800 or similar); expected valid Unicode.")]
    [InlineData("{\"metric\":", "runs.jsonl(1): the line is not JSON (byte 10); expected one object per line.")]
    public void Parse_BadJsonLine_SaysSo(string line, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => ObservationTable.Parse(line, ".jsonl", "runs.jsonl")).Message.Split('\n')[0]);

    [Fact]
    public void Parse_SameSeedWithTwoValues_IsAContradiction()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse("metric,value,seed,lr,hours\nbleu,1,3,0.1,2\nbleu,2,4,0.1,2\nbleu,1.5,3,0.1,3\n", ".csv", "runs.csv"));

        Assert.Equal("runs.csv(4): the same bleu with seed 3 has two values, 1 and 1.5 (line 2 has the other). Delete one of the two rows, or add a column that distinguishes them; not understood here: lr, hours.", fault.Message);
    }

    // One seed with two settings is two measurements; a second seed is part of the seed.
    [Theory]
    [InlineData("lr", "0.1", "0.2")]
    [InlineData("optimizer", "adam", "lion")]
    [InlineData("data_seed", "7", "8")]
    public void Parse_SameSeedWithAnotherSetting_IsNoContradiction(string column, string first, string second) =>
        Assert.Equal(2, ObservationTable.Parse($"metric,value,seed,{column}\nbleu,1,3,{first}\nbleu,1.5,3,{second}\n", ".csv", "runs.csv").Rows.Length);

    [Fact]
    public void ToCsv_OnlyColumnsWithAValue_InTheOrderOfTheDesign()
    {
        ObservationTable table = new([new() { Metric = "bleu", Value = 0.1 + 0.2, PretrainingTokens = 250000, Seed = "1", Rates = new Observation() { Metric = "", Value = 0 }.Rates.Add("en", 1) }]);

        Assert.Equal("pretraining_tokens,metric,value,seed,rate_en\n250000,bleu,0.30000000000000004,1,1\n", table.ToCsv());
    }

    [Fact]
    public void WriteCsv_ThenRead_GivesTheSameText()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        ObservationTable table = StudyTable.Of(StudyTable.Mixture("en", "bleu", tokens => Math.Log(tokens) / 3), [StudyTable.Scratch("bleu", 2)]);
        try
        {
            table.WriteCsv(path);

            Assert.Equal(table.ToCsv(), ObservationTable.Read(path).ToCsv());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_MissingFile_SaysWhatWasExpected()
    {
        FileNotFoundException fault = Assert.Throws<FileNotFoundException>(() => ObservationTable.Read("nowhere.csv"));

        Assert.Equal("nowhere.csv: file not found; expected a table of observations (.csv, .tsv or .jsonl).", fault.Message);
    }

    [Theory]
    [InlineData("60M", 60e6)]
    [InlineData("1.2b", 1.2e9)]
    [InlineData("4.35K", 4350)]
    [InlineData("0.07T", 70e9)]
    [InlineData("1e3M", 1e9)]
    [InlineData("2.5 M", 2.5e6)]
    public void Parse_SizeWithSuffix_IsTheNearestNumber(string text, double expected) =>
        Assert.Equal(expected, ObservationTable.Parse($"N,loss\n{text},3\n", ".csv", "t").Rows[0].Parameters);

    [Fact]
    public void Parse_ChinchillaMultiple_IsTwentyTokensForEachParameter()
    {
        ObservationTable table = ObservationTable.Parse("N,D,loss\n100M,5xC,3\n1B,0.5xc,2\n", ".csv", "t");

        Assert.Equal([1e10, 1e10], table.Rows.Select(row => row.PretrainingTokens!.Value));
    }

    [Fact]
    public void Parse_ChinchillaMultipleWithoutParameters_AsksForThem()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse("D,loss\n5xC,3\n", ".csv", "runs.csv"));

        Assert.Equal("runs.csv(2): pretraining_tokens is \"5xC\"; expected parameters in the same row, as xC means 20 tokens for each of them.\nhint: fix the cell or delete the row.", fault.Message);
    }

    [Theory]
    [InlineData("value", "inf", "a finite number; a run that diverged has no value")]
    [InlineData("value", "1e999", "a finite number; a run that diverged has no value")]
    [InlineData("value", "\"3,5\"", "a number, with a point before its decimals and no commas")]
    [InlineData("D", "-1", "a number of 0 or more, such as 2500000, 2.5M or 2.5e6")]
    public void Parse_NumberThatIsNone_SaysWhatWasExpected(string column, string cell, string expected)
    {
        string csv = column == "value" ? $"metric,value\nbleu,{cell}\n" : $"metric,value,{column}\nbleu,1,{cell}\n";

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse(csv, ".csv", "runs.csv"));

        Assert.Equal($"runs.csv(2): {(column == "D" ? "pretraining_tokens" : column)} is \"{cell.Trim('"')}\"; expected {expected}.", fault.Message.Split('\n')[0]);
    }

    [Theory]
    [InlineData("metric,value\rbleu,1\rbleu,2")]
    [InlineData("metric,value\r\nbleu,1\r\n \r\nbleu,2\r\n")]
    [InlineData("metric;value\nbleu;1\nbleu;2\n")]
    [InlineData(",metric,value\n0,bleu,1\n1,bleu,2\n")]
    public void Parse_OtherToolsLineEndsAndDelimiters_AreRead(string csv)
    {
        ObservationTable table = ObservationTable.Parse(csv, ".csv", "t");

        Assert.Equal([1.0, 2.0], table.Rows.Select(row => row.Value));
        Assert.Empty(table.UnknownColumns);
    }

    [Fact]
    public void Parse_QuotedFieldOverTheBuffersEnd_IsWhole()
    {
        string task = string.Concat(Enumerable.Repeat("a, \"\"b\"\"\r\n", 9_000));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse($"metric,value,task\nbleu,1,\"{task}x\"\nbleu,?,\n", ".csv", "t"));

        Assert.StartsWith("t(9003): value is \"?\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_PlainFieldOverTheBuffersEnd_IsWhole()
    {
        string task = string.Concat(Enumerable.Repeat("a \"b\" ", 9_000)).Trim();

        Assert.Equal([task, "d"], ObservationTable.Parse($"metric,value,task\nbleu,1,{task}\nbleu,2,d", ".csv", "t").Rows.Select(row => row.Task!));
    }

    [Fact]
    public void Parse_PythonsNotANumber_IsAFaultOfItsCell()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse("{\"loss\": 3, \"note\": \"NaN \\\" x\"}\n{\"loss\": NaN}\n", ".jsonl", "runs.jsonl"));

        Assert.Equal("runs.jsonl(2): loss is \"NaN\"; expected a finite number; a run that diverged has no value.\nhint: fix the cell, delete the row, or leave out such rows with --where \"value is not null\".", fault.Message);
    }

    [Fact]
    public void Read_TextWhoseFormIsNotSaid_ShowsItInItsFirstCharacters()
    {
        string[] texts = ["metric,value\nbleu,1\n", "metric\tvalue\nbleu\t1\n", "{\"metric\":\"bleu\",\"value\":1}\n"];

        Assert.All(texts, text => Assert.Equal(1, ObservationTable.Of(RawTable.Read(new StringReader(text), "standard input")).Rows.Single().Value));
    }

    [Fact]
    public void Read_GzipFile_EqualsThePlainOne()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv.gz");
        try
        {
            using (GZipStream stream = new(File.Create(path), CompressionLevel.Fastest))
            {
                stream.Write("metric,value\nbleu,1\n"u8);
            }

            Assert.Equal("metric,value\nbleu,1\n", ObservationTable.Read(path).ToCsv());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Parse_AnyText_IsATableOrAMessage()
    {
        string[] pieces = ["metric", "value", "loss", "N", "D", "seed", ",", "\t", ";", "\"", "\n", "\r", "\r\n", "{", "}", ":", "1e9", "5xC", "60M", "NaN", "-1", "\uFEFF", "\0", "\u001f", "é", "\ud800", "true", "[", "]", "\\"];

        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]), Gen.String[0, 3]).Array[0, 60].Sample(parts =>
        {
            string text = string.Concat(parts);
            foreach (string form in new[] { ".csv", ".tsv", ".jsonl", "" })
            {
                try
                {
                    _ = ObservationTable.Parse(text, form, "t").ToCsv();
                }
                catch (InvalidDataException fault)
                {
                    Assert.StartsWith("t(", fault.Message, StringComparison.Ordinal);
                }
            }
        }, iter: 1_000);
    }

    [Fact]
    public void ToCsv_OfAnyTexts_ReadsBackTheSame() =>
        Gen.String[0, 12].Array[3].Array[1, 8].Sample(texts =>
        {
            // A cell is trimmed when it is read, and \r\n in it becomes \n.
            static string? Clean(string text) => text.ReplaceLineEndings("\n").Replace("\uFEFF", "", StringComparison.Ordinal).Trim() is { Length: > 0 } cell ? cell : null;
            ObservationTable table = new([.. texts.Select((row, index) => new Observation { Metric = "bleu", Value = index, Task = Clean(row[0]), Model = Clean(row[1]), Run = Clean(row[2]) })]);

            Assert.Equal(table.ToCsv(), ObservationTable.Parse(table.ToCsv(), ".csv", "t").ToCsv());
        });
}
