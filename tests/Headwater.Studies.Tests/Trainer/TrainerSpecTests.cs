namespace Headwater.Studies.Tests;

/// <summary>The keys of <c>trainer:</c>, and what they refuse.</summary>
public sealed class TrainerSpecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{mixture} {tokens}", "{mixtur} {tokens}", "trainer.pretrain.command has the field {mixtur}; expected some of {mixture}, {corpus}", "did you mean {mixture}?")]
    [InlineData("pretrain {mixture} {tokens} {out}", "pretrain {mixture} {tokens} x", "trainer.pretrain.command has no {out}, which pretrain needs", "hint: pass {out}")]
    [InlineData("pretrain {mixture} {tokens}", "pretrain {mixture} 'x", "has a quote that is not closed", "hint:")]
    [InlineData("trainer:\n", "trainer:\n  data: parquet\n", "trainer.data is \"parquet\"; expected jsonl, nanogpt, npy, megatron.", "")]
    [InlineData("trainer:\n", "trainer:\n  files: [model.py]\n", "trainer.files: there is no file ", "")]
    [InlineData("trainer:\n", "trainer:\n  exit-codes: { saved: 300 }\n", "trainer.exit-codes.saved is \"300\"; expected a whole number from 1 to 255", "")]
    [InlineData("checkpoint: model-*", "checkpoint: ../model", "expected a pattern below {out}", "hint:")]
    [InlineData("checkpoint: model-*", "chekpoint: model-*", "trainer.pretrain has no key \"chekpoint\"; did you mean \"checkpoint\"?", "")]
    [InlineData("loss (?<loss>\\S+)", "loss (\\S+)", "trainer.pretrain.progress has no group (?<loss>…)", "hint:")]
    [InlineData("metrics: [cross-entropy, accuracy]", "metrics: [acc]", "which Headwater does not know; expected whether a higher score is better", "hint: metrics: { acc: higher }")]
    [InlineData("    scores: { file: scores.csv, metrics: [cross-entropy, accuracy] }\n", "", "trainer.finetune has no scores, and there is no trainer.evaluate", "hint:")]
    [InlineData("file: scores.csv", "file: scores.csv, log: loss", "has both file and log; expected one of them", "hint:")]
    [InlineData("  tokens: [1K, 2K]", "  tokens: [1K, 2K]\n  batch: 8", "pretraining.batch is for Headwater's own trainer, but trainer.pretrain does this stage", "hint: remove it")]
    [InlineData("examples: [20]", "examples: [20], steps: 10", "finetuning.steps is for Headwater's own trainer, but trainer.finetune does this stage", "hint: remove it")]
    [InlineData("finetuning: { examples: [20] }", "finetuning: none", "trainer.finetune is a command, but finetuning is none", "hint: remove one of them")]
    [InlineData("retries:", "metrics: [bleu]\nretries:", "metrics is for Headwater's own scores", "hint:")]
    public void Read_Fault_SaysWhatIsWrongAndWhatToDo(string text, string changed, string expected, string hint)
    {
        string yaml = ShellStudy.Yaml.Replace(text, changed, StringComparison.Ordinal);
        Assert.NotEqual(ShellStudy.Yaml, yaml);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(ShellStudy.Write(_folder, yaml)));

        Assert.Contains(exception.Faults, fault => fault.Message.Contains(expected, StringComparison.Ordinal) && fault.Message.Contains(hint, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_StudyWithoutATrainer_SaysNothingOfOneInWhatItsIdsHash()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder)));

        Assert.All(plan.Jobs, job =>
        {
            string identity = System.Text.Json.JsonSerializer.Serialize(job.Settings, StudyJson.Identity);
            Assert.All((string[])["\"trainer\"", "\"scorer\"", "\"export", "\"end_tokens\"", "\"from\""], key => Assert.DoesNotContain(key, identity, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Read_CommandWithQuotesAndBraces_GivesItsWords()
    {
        Assert.Equal(["a b", "{x: 1}", "c'd", ""], CommandTemplate.Split("'a b' \"{x: 1}\" c\\'d ''")!.Value);
        Assert.Equal("{tokens} is 5, {x: 1}", CommandTemplate.Fill("{{tokens}} is {tokens}, {x: 1}", new Dictionary<string, string> { ["tokens"] = "5" }));
    }

    [Fact]
    public void Read_TaskOfAHarness_TakesScoresByItsName()
    {
        string yaml = ShellStudy.Yaml.Replace("task:\n  translation: { source: en, target: de, train: train, validation: val, test: test }", "tasks: { hellaswag: { scored-by: trainer, chance: { acc: 0.25 } }, arc: { scored-by: trainer } }", StringComparison.Ordinal)
            .Replace("finetuning: { examples: [20] }", "finetuning: none", StringComparison.Ordinal)
            .Replace("  finetune:\n    command: sh trainer.sh finetune {train} {examples} {out} {layers} --from={checkpoint}\n    scores: { file: scores.csv, metrics: [cross-entropy, accuracy] }",
                "  evaluate:\n    command: cp results.json {out}/{checkpoint}\n    scores: { file: results_*.json, metrics: { acc: higher } }", StringComparison.Ordinal)
            .Replace("cp results.json {out}/{checkpoint}", "sh evaluate.sh {checkpoint} {out}", StringComparison.Ordinal);
        _folder.Write("evaluate.sh", "cp results.json \"$2/results_1.json\"\n");
        _folder.Write("results.json", """{ "results": { "hellaswag": { "acc,none": 0.31, "acc_stderr,none": 0.02, "alias": "x" }, "arc": { "acc,none": 0.4, "acc_stderr,none": "N/A" } }, "n-samples": { "arc": { "effective": 99 } } }""");

        StudyResult result = ShellStudy.Run(_folder, yaml);

        Assert.True(result.Succeeded, string.Join('\n', result.Failures.Select(failure => failure.Reason)));
        Laws.ObservationTable table = Laws.ObservationTable.Read(result.Folder.ObservationsFile);
        Assert.Equal(8, table.Rows.Length);
        Assert.Contains(table.Rows, row => row is { Task: "hellaswag", Metric: "acc", Value: 0.31, StandardError: 0.02, Chance: 0.25, HigherIsBetter: true });
        Assert.Contains(table.Rows, row => row is { Task: "arc", Value: 0.4, StandardError: null, Items: 99 });
    }
}
