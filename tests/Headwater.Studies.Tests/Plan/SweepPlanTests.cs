using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies.Tests;

/// <summary>Studies that train every rate with every batch.</summary>
public sealed class SweepPlanTests : IDisposable
{
    private const string Small = """
        study: sweep
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { family: llama, layers: 1, width: 16, heads: 2 }
        corpora:
          en: { path: en.txt, language: en }
          held-out: { path: held-out.txt, language: en }
        pretraining:
          mixtures: { en: { en: 1 } }
          validation: { held-out: held-out }
          tokens: [0.5K, 1K, 2K]
          batch: [1, 2]
          sequence: 16
          learning-rate: [0.003, 0.01, 0.03]
        task: { prompt: "{words}", choices: "{options}", label: answer, test: choices.jsonl }
        finetuning: none

        """;

    private readonly TemporaryFolder _folder = new();

    public SweepPlanTests() => TinyStudy.WriteOneChoice(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plan_RatesAndBatches_AreAllTrained()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Small));

        PretrainingSettings[] runs = [.. plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>()];
        Assert.Equal([(1, 0.003), (1, 0.01), (1, 0.03), (2, 0.003), (2, 0.01), (2, 0.03)], runs.Select(run => (run.Batch, run.LearningRate)));
        Assert.Equal(18, plan.Cells.Length);
        Assert.Equal(plan.Jobs.Length, plan.Jobs.Select(job => job.Label + job.Stage).Distinct().Count());
        Assert.DoesNotContain(DesignCheck.Of(plan), warning => warning.Name is "few-checkpoints" or "close-scales" or "one-mixture" or "few-scales" or "few-rates");
    }

    [Fact]
    public void Plan_ASweepOfRates_HasTheRunOfEachRateAlone()
    {
        string rates = Small.Replace("batch: [1, 2]", "batch: 2", StringComparison.Ordinal).Replace("0.03]\n", "0.03]\n  choose-rate: none\n", StringComparison.Ordinal);
        string one = Small.Replace("batch: [1, 2]", "batch: 2", StringComparison.Ordinal).Replace("[0.003, 0.01, 0.03]", "0.01", StringComparison.Ordinal);

        string[] swept = [.. Fingerprints(rates)];

        Assert.Equal(3, swept.Length);
        Assert.Contains(Assert.Single(Fingerprints(one)), swept);
    }

    [Fact]
    public void Plan_Budgets_AreTheSameTokensForEveryBatch()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Small.Replace("tokens: [0.5K, 1K, 2K]", "compute: [1e8, 2e8]", StringComparison.Ordinal)));

        long[] tokens = [.. plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().Select(run => run.LastStep() * run.TokensPerStep()).Distinct()];
        Assert.Single(tokens);
    }

    [Fact]
    public void Run_Sweep_ObservesEveryRunAndItsSettings()
    {
        StudySpec spec = Read(Small);
        StudyFolder output = new(_folder.Path("out"));

        Assert.True(StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken).Succeeded);

        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Observation[] losses = [.. table.Rows.Where(row => row.Metric == "loss")];
        Assert.Equal(18, losses.Length);
        Assert.Equal(18, losses.Select(row => (row.PretrainingTokens, row.Extra["learning_rate"], row.Extra["batch_tokens"])).Distinct().Count());
        Assert.Equal([17, 34], losses.Select(row => row.Extra["batch_tokens"]).Distinct().Order());
        Assert.Equal(18, losses.Select(row => row.Value).Distinct().Count());
        SweepOptima optima = SweepOptima.Of(table, new())!;
        Assert.Equal(3, optima.Scales.Length);
        Assert.All(optima.Scales, scale => Assert.Equal(6, scale.Settings));
        Assert.All(optima.Scales, scale => Assert.Equal(losses.Where(row => Math.Abs((row.PretrainingTokens!.Value / scale.Tokens!.Value) - 1) < 0.1).Min(row => row.Value), scale.Loss));
    }

    [Theory]
    [InlineData("batch: [1, 2]", "batch: [2, 1]", "pretraining.batch has 1 after 2; expected ascending numbers, each once.")]
    [InlineData("batch: [1, 2]", "batch: []", "pretraining.batch is an empty list; expected one or more numbers of sequences, such as [4, 8, 16].")]
    [InlineData("batch: [1, 2]", "batch: [1, 2]\n  choose-rate: each", "pretraining.choose-rate is each, but pretraining.batch is a list, all of which is trained with every rate; expected none.")]
    [InlineData("[0.003, 0.01, 0.03]", "[0.01, 0.003]", "pretraining.learning-rate has 0.003 after 0.01; expected ascending numbers, each once.")]
    [InlineData("finetuning: none", "finetuning: none\nforecast: { at: 10K }\nverify: 1", "verify continues runs with one rate and one batch, but the study sweeps them; expected no verify.")]
    [InlineData("{ en: { en: 1 } }", "{ en: { stages: [{ until: 50%, en: 1 }, { en: 1 }] } }", "pretraining.mixtures.en has stages, which begin with a trunk that has one rate and one batch, but the study sweeps them; expected rates for the whole run.")]
    public void Read_WhatDoesNotFit_IsRefused(string from, string to, string message)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(Small.Replace(from, to, StringComparison.Ordinal)));

        Assert.Equal([message], exception.Faults.Select(fault => fault.Message.Split('\n')[0]));
    }

    private StudySpec Read(string yaml)
    {
        string path = TinyStudy.Write(_folder, yaml);
        File.Copy(_folder.Path("en.txt"), _folder.Path("held-out.txt"), overwrite: true);
        return StudyReader.Read(path);
    }

    private IEnumerable<string> Fingerprints(string yaml) => StudyPlanner.Plan(Read(yaml)).Jobs.Where(job => job.Stage == Stage.Pretraining).Select(job => job.Id[^16..]);
}
