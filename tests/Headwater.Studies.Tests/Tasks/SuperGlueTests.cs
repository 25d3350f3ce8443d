using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies.Tests;

public sealed class SuperGlueTests
{
    [Theory]
    [InlineData("boolq", "boolq passage: Ferry -- The ferry to the island runs from May to September only. question: does the ferry run in winter", "False")]
    [InlineData("cb", "cb hypothesis: it rained all night premise: A: Did it rain? B: I believe that it rained all night.", "entailment")]
    [InlineData("copa", "copa choice1: The oil was used up. choice2: The window was clean. premise: The lamp went out. question: cause", "choice1")]
    [InlineData("multirc", "multirc question: Whom did Ann meet? answer: Bo paragraph: Sent 1: Ann took the ferry to the island. Sent 2: She met Bo and Cy there. ", "True")]
    [InlineData("record", "record query: @placeholder is the new owner of the mill entities: Ann, Ann Lee, Bo Stone, Stone passage: Ann Lee bought the old mill from Bo Stone. Stone had owned it for years. Ann will grind flour", "Ann")]
    [InlineData("rte", "rte hypothesis: The museum closed in 1950. premise: The museum opened in 1902 and closed in 1950.", "entailment")]
    [InlineData("wic", "wic sentence1: They sat on the bank of the river. sentence2: The bank lent him money. word: bank", "False")]
    public void Form_PublishedRecord_IsThatOfT5(string kind, string input, string target)
    {
        TaskExample example = Examples(kind)[0];

        Assert.Equal(input, example.Input);
        Assert.Equal(target, example.Target);
    }

    // By hand: see each line. Every value is a mean of a few examples, so nothing but rounding is left open.
    [Theory]
    [InlineData("boolq", "False,True,False,False", "accuracy", 3 / 4.0)]
    [InlineData("cb", "entailment,contradiction,contradiction,neutral", "accuracy", 1 / 2.0)]
    [InlineData("cb", "entailment,contradiction,contradiction,neutral", "f1_macro", 100 * (2 / 3.0 + 2 / 3.0 + 0) / 3)]    // P, R: 1, 1/2; 1/2, 1; 0, 0
    [InlineData("copa", "choice1,choice1,choice1,choice2", "accuracy", 1 / 2.0)]
    [InlineData("multirc", "True,False,True,True,True", "f1a", 100 * 6 / 7.0)]                                             // 3 right of 4 said, 3 of 3 found
    [InlineData("multirc", "True,False,True,True,True", "exact_match", 50)]                                                  // one question of two
    [InlineData("record", "Ann Lee,Stone", "exact_match", 50)]
    [InlineData("record", "Ann Lee,Stone", "f1", 100 * (1 + 2 / 3.0) / 2)]                                                   // P 1, R 1/2 of "Bo Stone"
    [InlineData("rte", "entailment,not_entailment,not_entailment,not_entailment", "accuracy", 3 / 4.0)]
    [InlineData("wic", "False,True,True,False", "accuracy", 1 / 2.0)]
    public void Scores_WorkedExample_AreTheOfficialOnes(string kind, string predictions, string metric, double expected)
    {
        RunScore score = Score(kind, predictions.Split(','), metric);

        Assert.Equal(expected, score.Value, 1e-9);
        Assert.Contains(metric, TaskKind.Find(kind)!.Metrics);
    }

    [Theory]
    [InlineData("boolq", "False,True,False,False", "accuracy", 0.5)]
    [InlineData("cb", "entailment,contradiction,contradiction,neutral", "accuracy", 1 / 3.0)]
    [InlineData("record", "Ann Lee,Stone", "exact_match", 100 * (2 / 4.0 + 1 / 4.0) / 2)]
    [InlineData("multirc", "True,False,True,True,True", "exact_match", 100 * (1 / 8.0 + 1 / 4.0) / 2)]
    [InlineData("multirc", "True,False,True,True,True", "f1a", 100 * 0.6 / 1.1)]                                            // precision 3/5, recall 1/2
    public void Scores_WorkedExample_KnowWhatGuessingGives(string kind, string predictions, string metric, double expected)
    {
        Assert.Equal(expected, Score(kind, predictions.Split(','), metric).Chance!.Value, 1e-9);
    }

    [Fact]
    public void Scores_Shares_HaveBinomialErrors()
    {
        Assert.Equal(Math.Sqrt(0.75 * 0.25 / 4), Score("boolq", ["False", "True", "False", "False"], "accuracy").StandardError!.Value, 1e-12);
        Assert.Equal(0, Score("boolq", ["False", "True", "True", "False"], "accuracy").StandardError);
    }

    [Fact]
    public void Run_AllSevenFiles_FinetunesScoresAndAverages()
    {
        using TemporaryFolder folder = new();
        SuperGlueRecords.Write(folder);
        StudySpec spec = StudyReader.Read(folder.Write("study.yaml", Study()));
        StudyFolder output = new(folder.Path("out"));

        StudyResult result = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => $"{failure.Job.Id}: {failure.Reason}")));
        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        foreach (TaskKind kind in SuperGlueRecords.Lines.Keys.Select(TaskKind.Find).OfType<TaskKind>())
        {
            Observation[] rows = [.. table.Rows.Where(row => row.Task == kind.Name)];
            Assert.Equal([.. kind.Metrics, "cross-entropy", "bits-per-byte", "nats-per-answer", "choice-probability"], rows.Select(row => row.Metric));
            Assert.All(rows, row => Assert.True(row.StandardError is >= 0 && row.Items > 0 && double.IsFinite(row.Value)));
            Assert.InRange(rows.Single(row => row.Metric == "choice-probability").Value, 0, 1);
        }

        Observation mean = Assert.Single(table.Rows, row => row.Task == TaskMean.Task);
        Assert.Equal("mean:tasks|weights:equal|of:boolq(accuracy)+cb(accuracy+f1_macro)+copa(accuracy)+multirc(f1a+exact_match)+record(f1+exact_match)+rte(accuracy)+wic(accuracy)|unit:percent", mean.Signature);
        double[] tasks = [.. spec.Tasks.Select(task => task.Text!.Metrics.Where(TaskMetricNames.Scores.Contains)
            .Average(metric => table.Rows.Single(row => row.Task == task.Name && row.Metric == metric) is var row ? row.Value * 100 / row.Ceiling!.Value : 0))];
        Assert.Equal(tasks.Average(), mean.Value, 1e-9);
        Assert.Equal("mean over tasks: the 7 tasks have equal weight (boolq: accuracy; cb: accuracy and f1_macro; copa: accuracy; multirc: f1a and exact_match; record: f1 and exact_match; rte: accuracy; wic: accuracy), "
            + "several scores of a task are averaged first, all in percent of their limit.", TaskMean.Rule(spec));
    }

    private static string Study() => """
        study: superglue
        tokenizer: { vocabulary: 380, sentinels: 10 }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        tasks:

        """ + string.Concat(SuperGlueRecords.Lines.Keys.Select(kind => $"  {kind}: {{ kind: {kind}, train: {kind}/train.jsonl, validation: {kind}/train.jsonl, test: {kind}/train.jsonl, max-source: 128 }}\n"))
        + "finetuning: { steps: 2, batch: 4, validate-every: 2 }\n";

    private static RunScore Score(string kind, string[] predictions, string metric)
    {
        ImmutableArray<TaskExample> examples = Examples(kind);
        TaskAnswers answers = new() { Examples = examples, Predictions = [.. predictions], Losses = [.. examples.Select(_ => new ExampleLoss(1, 1))] };
        return new TaskScores(answers, seed: 1).All().Single(score => score.Metric == metric);
    }

    private static ImmutableArray<TaskExample> Examples(string kind) => TaskExamples.Of(
        SuperGlueRecords.Lines[kind].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => TaskRecord.Of($"{kind}({i + 1})", JsonNode.Parse(line)!.AsObject())),
        TaskKind.Find(kind)!.Form!);
}
