using Headwater.Laws;

namespace Headwater.Tables.Tests;

public sealed class ImporterTests : IDisposable
{
    private const string NoData = "The files do not name the pretraining data: give it with --set pretraining_data=en, or take the run's name with --set 'pretraining_data={run}'.";
    private const string NoTokens = "The logs count steps, not tokens. Give the tokens of one step (batch times sequence length) with --tokens-per-step 2M, or use steps as the scale with --x step.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // pandas' DataFrame.to_json, with its default and with orient="index" and orient="records".
    [Theory]
    [InlineData("""{"recipe":{"0":"web","1":"code"},"tokens":{"0":1e9,"1":2e9},"loss":{"0":3.5,"1":3.25}}""")]
    [InlineData("""{"0":{"recipe":"web","tokens":1e9,"loss":3.5},"1":{"recipe":"code","tokens":2e9,"loss":3.25}}""")]
    [InlineData("""{"run-a":{"recipe":"web","tokens":1e9,"loss":3.5},"run-b":{"recipe":"code","tokens":2e9,"loss":3.25}}""")]
    [InlineData("""[{"recipe":"web","tokens":1e9,"loss":3.5},{"recipe":"code","tokens":2e9,"loss":3.25}]""")]
    public void Read_TableAsADataFrameWritesIt_HasItsRows(string json)
    {
        ObservationTable table = Read(_folder.Write("table.json", json));

        Assert.Equal([("web", 1e9, 3.5), ("code", 2e9, 3.25)], table.Rows.Select(row => (row.PretrainingData!, row.PretrainingTokens!.Value, row.Value)));
    }

    [Fact]
    public void Read_HarnessResults_AreEveryTaskAndMetricWithItsError()
    {
        string path = _folder.Write("org__pythia/results_2024-05-01T10-00-00.json", """
            {
              "results": {
                "arc_easy": { "alias": "arc_easy", "name": "arc_easy", "sample_len": 2376, "acc,none": 0.5, "acc_stderr,none": 0.01, "acc_norm,none": 0.45, "acc_norm_stderr,none": "N/A" },
                "gsm8k": { "alias": "gsm8k", "exact_match,strict-match": 0.1, "exact_match_stderr,strict-match": 0.008, "exact_match,flexible-extract": 0.2 }
              },
              "versions": { "arc_easy": 1.0, "gsm8k": 3 }, "n-shot": { "arc_easy": 0, "gsm8k": 5 },
              "higher_is_better": { "arc_easy": { "acc": true, "acc_norm": true }, "gsm8k": { "exact_match": true } },
              "n-samples": { "arc_easy": { "original": 2376, "effective": 2300 } },
              "config": { "model": "hf", "model_args": "pretrained=EleutherAI/pythia-160m,revision=step3000-tokens6B", "model_num_parameters": 162322944 },
              "model_name": "EleutherAI/pythia-160m"
            }
            """);

        ObservationTable table = Read(path);

        Assert.Equal<(string, string, double, double?, double?, string, string)>(
            [
                ("arc_easy", "acc", 0.5, 0.01, 2300.0, "0", "version:1.0"),
                ("arc_easy", "acc_norm", 0.45, null, 2300.0, "0", "version:1.0"),
                ("gsm8k", "exact_match", 0.1, 0.008, null, "5", "filter:strict-match|version:3"),
                ("gsm8k", "exact_match", 0.2, null, null, "5", "filter:flexible-extract|version:3"),
            ],
            table.Rows.Select(row => (row.Task!, row.Metric, row.Value, row.StandardError, row.Items, row.Shots!, row.Signature!)));
        Assert.All(table.Rows, row => Assert.Equal(("EleutherAI/pythia-160m", 162322944.0, 6e9, true), (row.Model, row.Parameters!.Value, row.PretrainingTokens!.Value, row.HigherIsBetter)));
        Assert.Equal([NoData], table.Warnings);
    }

    [Fact]
    public void Read_HarnessResultsOfLocalCheckpoints_AreOneModelAtSeveralSteps()
    {
        foreach (int step in new[] { 100, 200 })
        {
            _folder.Write($"out/results_{step}.json", $$"""
                {"results": {"t": {"acc": 0.{{step}}, "acc_stderr": 0.01} },
                 "config": {"model_args": {"pretrained": "/ckpt/small/checkpoint-{{step}}"} } }
                """);
        }

        ObservationTable table = TableReader.Read([_folder.Path("out", "*.json")], new() { TokensPerStep = 1e6 }, TextReader.Null);

        Assert.Equal([("/ckpt/small", 100e6, 0.1), ("/ckpt/small", 200e6, 0.2)], table.Rows.Select(row => (row.Model!, row.PretrainingTokens!.Value, row.Value)));
    }

    [Fact]
    public void Read_TrainerState_IsItsEvaluationsAgainstStepAndTokens()
    {
        string path = _folder.Write("en-60M/checkpoint-200/trainer_state.json", """
            {"global_step": 200, "log_history": [
              {"epoch": 0.5, "learning_rate": 1e-4, "loss": 4.1, "step": 100, "num_input_tokens_seen": 1000},
              {"epoch": 0.5, "eval_loss": 3.5, "eval_bleu": 7.25, "eval_runtime": 1.5, "eval_samples_per_second": 10.0, "eval_steps_per_second": 1.0, "step": 100},
              {"epoch": 1.0, "eval_loss": NaN, "eval_bleu": 8, "step": 200, "num_input_tokens_seen": 2000},
              {"train_runtime": 9.0, "train_loss": 3.9, "step": 200}
            ]}
            """);

        ObservationTable table = Read(path);

        Assert.Equal(
            [("en-60M", "loss", 3.5, 1000.0, 100.0, 0.5), ("en-60M", "bleu", 7.25, 1000.0, 100.0, 0.5), ("en-60M", "bleu", 8.0, 2000.0, 200.0, 1.0)],
            table.Rows.Select(row => (row.Series!, row.Metric, row.Value, row.PretrainingTokens!.Value, row.Extra["step"], row.Extra["epoch"])));
        Assert.Equal([$"{path}: 1 value is not finite and was skipped.", NoData], table.Warnings);
    }

    [Fact]
    public void Read_TrainerStateWithoutTokens_SaysHowToGiveThem()
    {
        string path = _folder.Write("run/trainer_state.json", """{"log_history": [{"eval_loss": 3.5, "step": 100}]}""");

        Assert.Equal([NoTokens, NoData], Read(path).Warnings);
        Assert.Empty(TableReader.Read([path], new() { TokensPerStep = 2e6, Set = [new("mix", "en")] }, TextReader.Null).Warnings);
    }

    [Fact]
    public void Read_TrainerStateWithoutEvaluations_SaysWhatIsMissing()
    {
        string path = _folder.Write("trainer_state.json", """{"log_history": [{"loss": 3.5, "step": 100}]}""");

        Assert.Equal(
            $"{path}: log_history has 1 entries but no evaluation; expected eval_loss or another eval_ metric, because the training loss says little about other data.\nhint: evaluate during training.",
            Assert.Throws<InvalidDataException>(() => Read(path)).Message);
    }

    [Fact]
    public void Read_TensorBoardExport_TakesRunAndTagFromItsName()
    {
        string path = _folder.Write("run-en_60M-tag-eval_loss.csv", "Wall time,Step,Value\n1700000000.5,100,3.5\n1700000100.5,200,nan\n1700000200.5,300,3.25\n");

        ObservationTable table = Read(path);

        Assert.Equal([("en_60M", "eval", "loss", 100.0, 3.5), ("en_60M", "eval", "loss", 300.0, 3.25)], table.Rows.Select(row => (row.Series!, row.Task!, row.Metric, row.Extra["step"], row.Value)));
        Assert.Equal([$"{path}: 1 value is not finite and was skipped.", NoTokens, NoData], table.Warnings);
    }

    [Fact]
    public void Read_TensorBoardExportOfAnotherName_SaysWhereTheMetricIsFrom()
    {
        string path = _folder.Write("loss.csv", "Wall time,Step,Value\n1,100,3.5\n");

        Assert.Equal("loss", Read(path).Rows.Single().Metric);
        Assert.Equal($"{path}: the file does not say what its values are; the metric is taken from its name, loss. Give another with --set metric=loss.", Read(path).Warnings[0]);
    }

    [Fact]
    public void Read_WandbHistory_IsItsEvaluationsAndSaysItMayBeSampled()
    {
        string path = _folder.Write("en-60M.csv", "_step,_runtime,_timestamp,train/loss,train/lr,eval/loss,eval/runtime,train/tokens,N\n0,1,2,9.5,0.1,,,1000,60M\n100,1,2,,,3.5,1,,60M\n200,1,2,3,0.1,3.25,1,3000,60M\n");

        ObservationTable table = Read(path);

        Assert.Equal(
            [("en-60M", "eval", "loss", 3.5, 1000.0, 60e6, 100.0), ("en-60M", "eval", "loss", 3.25, 3000.0, 60e6, 200.0)],
            table.Rows.Select(row => (row.Series!, row.Task!, row.Metric, row.Value, row.PretrainingTokens!.Value, row.Parameters!.Value, row.Extra["step"])));
        Assert.Equal(
            [$"{path}: 3 rows for 201 steps. Weights & Biases samples what it shows and exports to 500 points by default: if more was logged, export the full history (the API's scan_history, or the run's history artifact).", NoData],
            table.Warnings);
    }

    [Fact]
    public void Read_WandbChart_HasASeriesForEachRun()
    {
        string path = _folder.Write("chart.csv", "\"Step\",\"en - eval/bleu\",\"en - eval/bleu__MIN\",\"en - eval/bleu__MAX\",\"de - x - eval/bleu\"\n1,5,5,5,\n2,6,6,6,4\n");

        ObservationTable table = Read(path);

        Assert.Equal([("en", "bleu", 5.0), ("en", "bleu", 6.0), ("de - x", "bleu", 4.0)], table.Rows.Select(row => (row.Series!, row.Metric, row.Value)));
        Assert.Equal([NoTokens, NoData], table.Warnings);
    }

    [Fact]
    public void Read_OlderHarnessResults_HaveTheirShotsFromTheConfig()
    {
        foreach (int shots in new[] { 0, 5 })
        {
            _folder.Write($"old/{shots}.json", $$"""
                {"results": {"t": {"acc": 0.{{3 + shots}}, "acc_stderr": 0.01, "ppl": NaN} }, "versions": {"t": 0},
                 "config": {"model": "hf-causal", "model_args": "pretrained=org/m,revision=step1000", "num_fewshot": {{shots}} } }
                """);
        }

        ObservationTable table = TableReader.Read([_folder.Path("old", "*.json")], new(), TextReader.Null);

        Assert.Equal([("0", 0.3, 1000.0), ("5", 0.8, 1000.0)], table.Rows.Select(row => (row.Shots!, row.Value, row.Extra["step"])));
        Assert.Equal(2, table.Warnings.Count(warning => warning.EndsWith("1 value is not finite and was skipped.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_SamplesBesideResults_AreSkipped()
    {
        _folder.Write("out2/results_1.json", """{"results": {"t": {"acc,none": 0.5} } }""");
        _folder.Write("out2/samples_t_1.jsonl", "{\"doc_id\": 0, \"acc\": 1.0}\n");

        Assert.Equal([0.5], TableReader.Read([_folder.Path("out2", "*")], new(), TextReader.Null).Rows.Select(row => row.Value));
    }

    [Theory]
    [InlineData("train/global_step")]
    [InlineData("trainer/global_step")]
    [InlineData("global_step")]
    public void Read_WandbHistoryWithTrainingSteps_TakesThem(string column)
    {
        string path = _folder.Write("r.csv", $"_step,_timestamp,{column},train/loss,eval/loss\n0,10,50,4,\n1,20,100,3,\n2,30,,,3.5\n3,40,150,2.5,\n4,50,200,2,3.25\n");

        ObservationTable table = Read(path);

        Assert.Equal([(100.0, 3.5), (200.0, 3.25)], table.Rows.Select(row => (row.Extra["step"], row.Value)));
        Assert.Contains($"{column} counts training steps", table.Assumed);
        Assert.Equal(["train/loss (not marked as held out)"], table.Ignored);
    }

    [Fact]
    public void Read_WandbChartOverAnotherAxis_TakesTheFirstColumn()
    {
        string path = _folder.Write("chart2.csv", "\"trainer/global_step\",\"en - val_loss\",\"en - val_loss__MIN\",\"en - _step\",\"en - _step__MIN\",\"en - _step__MAX\"\n1000,3.5,3.5,7,7,7\n2000,3,3,15,15,15\n");

        Assert.Equal([("loss", 1000.0, 3.5), ("loss", 2000.0, 3.0)], Read(path).Rows.Select(row => (row.Metric, row.Extra["step"], row.Value)));
    }

    [Fact]
    public void Read_EventFile_IsItsScalars()
    {
        byte[] file =
        [
            .. Event(1.5, 100, "eval/loss", 3.5f),
            .. Event(2.5, 100, "train/loss", 3f),
            .. Event(3.5, 200, "eval/loss", float.NaN),
            .. Event(4.5, 300, "eval/loss", 3.25f),
            .. new byte[] { 40, 0, 0, 0, 0, 0, 0, 0, 1, 2 },
        ];
        string path = _folder.Write("en-60M/events.out.tfevents.1700000000.host.1.0", "");
        File.WriteAllBytes(path, file);

        ObservationTable table = Read(path);

        Assert.Equal([("en-60M", "loss", 100.0, 3.5), ("en-60M", "loss", 300.0, 3.25)], table.Rows.Select(row => (row.Run!, row.Metric, row.Extra["step"], row.Value)));
        Assert.Contains($"{path}: 1 value is not finite and was skipped.", table.Warnings);
    }

    // A record: its length, a checksum, the event in protocol buffers, a checksum.
    private static byte[] Event(double time, int step, string tag, float value)
    {
        byte[] name = System.Text.Encoding.UTF8.GetBytes(tag);
        byte[] scalar = [0x0a, (byte)name.Length, .. name, 0x15, .. BitConverter.GetBytes(value)];
        byte[] summary = [0x0a, (byte)scalar.Length, .. scalar];
        byte[] steps = step < 128 ? [0x10, (byte)step] : [0x10, (byte)((step & 0x7f) | 0x80), (byte)(step >> 7)];
        byte[] all = [0x09, .. BitConverter.GetBytes(time), .. steps, 0x2a, (byte)summary.Length, .. summary];
        return [.. BitConverter.GetBytes((ulong)all.Length), 0, 0, 0, 0, .. all, 0, 0, 0, 0];
    }

    [Theory]
    [InlineData("{\"a\":1}", "found an object with a.\nhint: write the table as [{")]
    [InlineData("[1]", "found a JSON array.\nhint: write the table as [{")]
    [InlineData("{\"log_history\":[", "the file is not JSON (byte 16 of the line); expected one whole JSON document.\nhint: copy it again: it may have been cut off.")]
    public void Read_JsonOfAnotherKind_SaysWhatWasFound(string json, string expected)
    {
        string path = _folder.Write("x.json", json);

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"data":"web","tokens":1e9,"loss":3.5},{"data":"web","tokens":2e9,"loss":3.25,"seed":1}]""")]
    [InlineData("""{"data":{"0":"web","1":"web"},"tokens":{"0":1000000000,"1":2000000000},"loss":{"0":3.5,"1":3.25}}""")]
    public void Read_JsonTable_IsATableLikeAnyOther(string json)
    {
        ObservationTable table = Read(_folder.Write("x.json", json));

        Assert.Equal([("web", 1e9, 3.5), ("web", 2e9, 3.25)], table.Rows.Select(row => (row.PretrainingData, row.PretrainingTokens!.Value, row.Value)));
        Assert.All(table.Rows, row => Assert.Equal("loss", row.Metric));
    }

    [Fact]
    public void Read_JsonTableWithAStrayElement_SaysWhich()
    {
        string path = _folder.Write("x.json", """[{"tokens":1e9,"loss":3.5},4]""");

        Assert.Contains("x.json(2): the element is a JSON number; expected an object.", Assert.ThrowsAny<Exception>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    private static ObservationTable Read(string path) => TableReader.Read([path], new(), TextReader.Null);
}
