using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class ImporterTests : IDisposable
{
    private const string NoData = "The files do not name the pretraining data: give it with --set pretraining_data=en, or take the run's name with --set 'pretraining_data={run}'.";
    private const string NoTokens = "The logs count steps, not tokens: give the tokens of one step (batch times sequence length) with --tokens-per-step 2M, or take steps as the scale with --x step.";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_HarnessResults_AreEveryTaskAndMetricWithItsError()
    {
        string path = folder.Write("org__pythia/results_2024-05-01T10-00-00.json", """
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

        Assert.Equal<(string, string, double, double?, double?, string)>(
            [
                ("arc_easy", "acc", 0.5, 0.01, 2300.0, "shots:0|version:1.0"),
                ("arc_easy", "acc_norm", 0.45, null, 2300.0, "shots:0|version:1.0"),
                ("gsm8k", "exact_match", 0.1, 0.008, null, "filter:strict-match|shots:5|version:3"),
                ("gsm8k", "exact_match", 0.2, null, null, "filter:flexible-extract|shots:5|version:3"),
            ],
            table.Rows.Select(row => (row.Task!, row.Metric, row.Value, row.StandardError, row.Items, row.Signature!)));
        Assert.All(table.Rows, row => Assert.Equal(("EleutherAI/pythia-160m", 162322944.0, 6e9, true), (row.Model, row.Parameters!.Value, row.PretrainingTokens!.Value, row.HigherIsBetter)));
        Assert.Equal([NoData], table.Warnings);
    }

    [Fact]
    public void Read_HarnessResultsOfLocalCheckpoints_AreOneModelAtSeveralSteps()
    {
        foreach (int step in new[] { 100, 200 })
        {
            folder.Write($"out/results_{step}.json", $$"""
                {"results": {"t": {"acc": 0.{{step}}, "acc_stderr": 0.01} },
                 "config": {"model_args": {"pretrained": "/ckpt/small/checkpoint-{{step}}"} } }
                """);
        }

        ObservationTable table = TableReader.Read([folder.Path("out", "*.json")], new() { TokensPerStep = 1e6 }, TextReader.Null);

        Assert.Equal([("/ckpt/small", 100e6, 0.1), ("/ckpt/small", 200e6, 0.2)], table.Rows.Select(row => (row.Model!, row.PretrainingTokens!.Value, row.Value)));
    }

    [Fact]
    public void Read_TrainerState_IsItsEvaluationsAgainstStepAndTokens()
    {
        string path = folder.Write("en-60M/checkpoint-200/trainer_state.json", """
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
        Assert.Equal([$"{path}: 1 value is not finite and left out.", NoData], table.Warnings);
    }

    [Fact]
    public void Read_TrainerStateWithoutTokens_SaysHowToGiveThem()
    {
        string path = folder.Write("run/trainer_state.json", """{"log_history": [{"eval_loss": 3.5, "step": 100}]}""");

        Assert.Equal([NoTokens, NoData], Read(path).Warnings);
        Assert.Empty(TableReader.Read([path], new() { TokensPerStep = 2e6, Set = [new("mix", "en")] }, TextReader.Null).Warnings);
    }

    [Fact]
    public void Read_TrainerStateWithoutEvaluations_SaysWhatIsMissing()
    {
        string path = folder.Write("trainer_state.json", """{"log_history": [{"loss": 3.5, "step": 100}]}""");

        Assert.Equal(
            $"{path}: log_history has 1 entries and no evaluation (eval_loss or another eval_ metric). Evaluate during training; the training loss alone says little of other data.",
            Assert.Throws<InvalidDataException>(() => Read(path)).Message);
    }

    [Fact]
    public void Read_TensorBoardExport_TakesRunAndTagFromItsName()
    {
        string path = folder.Write("run-en_60M-tag-eval_loss.csv", "Wall time,Step,Value\n1700000000.5,100,3.5\n1700000100.5,200,nan\n1700000200.5,300,3.25\n");

        ObservationTable table = Read(path);

        Assert.Equal([("en_60M", "eval", "loss", 100.0, 3.5), ("en_60M", "eval", "loss", 300.0, 3.25)], table.Rows.Select(row => (row.Series!, row.Task!, row.Metric, row.Extra["step"], row.Value)));
        Assert.Equal([$"{path}: 1 value is not finite and left out.", NoTokens, NoData], table.Warnings);
    }

    [Fact]
    public void Read_TensorBoardExportOfAnotherName_SaysWhereTheMetricIsFrom()
    {
        string path = folder.Write("loss.csv", "Wall time,Step,Value\n1,100,3.5\n");

        Assert.Equal("loss", Read(path).Rows.Single().Metric);
        Assert.Equal($"{path}: the file does not say what its values are; the metric is taken from its name, loss. Give another with --set metric=loss.", Read(path).Warnings[0]);
    }

    [Fact]
    public void Read_WandbHistory_IsItsEvaluationsAndSaysItMayBeSampled()
    {
        string path = folder.Write("en-60M.csv", "_step,_runtime,_timestamp,train/loss,train/lr,eval/loss,eval/runtime,train/tokens,N\n0,1,2,9.5,0.1,,,1000,60M\n100,1,2,,,3.5,1,,60M\n200,1,2,3,0.1,3.25,1,3000,60M\n");

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
        string path = folder.Write("chart.csv", "\"Step\",\"en - eval/bleu\",\"en - eval/bleu__MIN\",\"en - eval/bleu__MAX\",\"de - x - eval/bleu\"\n1,5,5,5,\n2,6,6,6,4\n");

        ObservationTable table = Read(path);

        Assert.Equal([("en", "bleu", 5.0), ("en", "bleu", 6.0), ("de - x", "bleu", 4.0)], table.Rows.Select(row => (row.Series!, row.Metric, row.Value)));
        Assert.Equal([NoTokens, NoData], table.Warnings);
    }

    [Theory]
    [InlineData("{\"a\":1}", "found an object with a. A table")]
    [InlineData("[1]", "found a JSON array. A table")]
    [InlineData("{\"log_history\":[", "the file is not JSON (byte 16 of the line). Copy it again: it may have been cut off.")]
    public void Read_JsonOfAnotherKind_SaysWhatWasFound(string json, string expected)
    {
        string path = folder.Write("x.json", json);

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    private static ObservationTable Read(string path) => TableReader.Read([path], new(), TextReader.Null);
}
