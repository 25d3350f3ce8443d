using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

/// <summary>Token counts that follow from a model's size.</summary>
public sealed class TokenScalePlanTests : IDisposable
{
    private const string Small = """
        study: ladder
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        models:
          a: { family: llama, layers: 1, width: 16, heads: 2 }
          b: { family: llama, layers: 2, width: 32, heads: 2 }
          c: { family: llama, layers: 3, width: 64, heads: 2 }
        corpora:
          en: { path: en.txt, language: en }
        pretraining:
          mixtures: { en: { en: 1 } }
          tokens: [0.1x, 0.2x]
          batch: 2
          sequence: 16
          learning-rate: 0.01
        task: { prompt: "{words}", choices: "{options}", label: answer, test: choices.jsonl }
        finetuning: none

        """;

    private const string Budgets = "compute: [1e9, 2e9]";

    private readonly TemporaryFolder _folder = new();

    public TokenScalePlanTests() => TinyStudy.WriteOneChoice(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plan_TokensForEachParameter_AreWholeStepsOfEachModel()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Small));

        foreach (PretrainingSettings run in Pretrainings(plan))
        {
            long parameters = ModelConfig.Of(run.Model, 330).ParameterCount;
            Assert.Equal(34, run.TokensPerStep());
            Assert.Equal([0.1, 0.2], run.Checkpoints.Select(tokens => Math.Round(run.StepOf(tokens) * 34.0 / parameters, 2)));
        }

        Assert.Equal(3, Pretrainings(plan).Length);                              // one trajectory passes both counts
        Assert.Equal(plan.Spec.Pretraining!.TokensByModel["a"], Pretrainings(plan)[0].Checkpoints);
        Assert.Equal(6, plan.Cells.Length);
        Assert.Equal(plan.Spec.Pretraining.Tokens, plan.Spec.Pretraining.TokensByModel.Values.SelectMany(tokens => tokens).Distinct().Order());
    }

    [Fact]
    public void Plan_Budgets_SpendEqualComputeOnEverySize()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Small.Replace("tokens: [0.1x, 0.2x]", Budgets, StringComparison.Ordinal)));

        foreach (PretrainingSettings run in Pretrainings(plan))
        {
            ModelCost cost = new(ModelConfig.Of(run.Model, 330));
            double[] spent = [.. run.Checkpoints.Select(tokens => cost.Compute(run.StepOf(tokens) * 2.0 * 16, 0))];
            double step = cost.Compute(32, 0);
            Assert.Equal(1e9, spent[0], step / 2);
            Assert.Equal(2e9, spent[1], step / 2);
        }

        ImmutableArray<long> small = Pretrainings(plan)[0].Checkpoints, large = Pretrainings(plan)[2].Checkpoints;
        Assert.True(small[0] > large[0]);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("\n  schedule: constant\n  decay: 0.2", 3)]
    [InlineData("\n  schedule: cosine", 6)]
    public void Plan_FallingSchedule_IsMadeForEveryBudget(string schedule, int runs)
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Small.Replace("tokens: [0.1x, 0.2x]", Budgets + schedule, StringComparison.Ordinal)));

        PretrainingSettings[] made = Pretrainings(plan);
        Assert.Equal(runs, made.Length);
        Assert.Equal(6, plan.Cells.Length);
        Assert.All(made, run => Assert.Equal(runs == 6 ? run.LastStep() : null, run.ScheduleSteps));
        Assert.Equal(runs, plan.Jobs.Where(job => job.Stage == Stage.Pretraining).Select(job => job.Label).Distinct().Count());
        Assert.All(plan.Cells, cell => Assert.Contains(cell.Tokens, ((PretrainingSettings)plan.Find(cell.Pretraining!)!.Settings).Checkpoints));
    }

    [Fact]
    public void Plan_CountsWithFewDigits_StandForTheSameSteps()
    {
        StudyPlan scaled = StudyPlanner.Plan(Read(Small.Replace("[0.1x, 0.2x]", "0.1x", StringComparison.Ordinal)));

        foreach (PretrainingSettings run in Pretrainings(scaled))
        {
            string digits = run.Checkpoints[0].ToString(System.Globalization.CultureInfo.InvariantCulture).TrimEnd('0');
            Assert.True(digits.Length <= 3, digits);
        }
    }

    [Fact]
    public void Plan_NumbersOfTokens_KeepTheIdsOfRuns()
    {
        string id = StudyPlanner.Plan(Read(Small.Replace("[0.1x, 0.2x]", "1K", StringComparison.Ordinal))).Jobs.First(job => job.Stage == Stage.Pretraining).Id;

        Assert.Equal(id, StudyPlanner.Plan(Read(Small)).Jobs.First(job => job.Stage == Stage.Pretraining).Id);          // counts are no part of a trajectory
    }

    [Theory]
    [InlineData("tokens: [0.1x, 0.2x]", "tokens: [0.2x, 0.1x]", "pretraining.tokens has 0.1x after 0.2x; expected ascending numbers, each once.")]
    [InlineData("tokens: [0.1x, 0.2x]", "tokens: [1K, 0.1x]", "pretraining.tokens is \"1K\"; expected tokens for each parameter, such as 20x, in the whole list.")]
    [InlineData("tokens: [0.1x, 0.2x]", "tokens: twox", "pretraining.tokens is \"twox\"; expected tokens for each parameter, such as 20x, in the whole list.")]
    [InlineData("tokens: [0.1x, 0.2x]", "tokens: 20x\n  compute: 1e9", "pretraining has both tokens and compute; expected one of them, because each decides how long a run is.")]
    [InlineData("tokens: [0.1x, 0.2x]", "compute: []", "pretraining.compute is empty; expected at least one budget in FLOPs, such as 2e12.")]
    [InlineData("tokens: [0.1x, 0.2x]", "compute: -1", "pretraining.compute is \"-1\"; expected a positive number.")]
    [InlineData("tokens: [0.1x, 0.2x]", "compute: [2e9, 1e9]", "pretraining.compute has 1e9 FLOPs after 2e9 FLOPs; expected ascending numbers, each once.")]
    [InlineData("finetuning: none", "finetuning: none\nforecast: { at: [10K] }\nverify: 1", "verify is \"1\", but pretraining.tokens gives each model its own token counts; expected a map that says how large the larger run is.")]
    [InlineData("{ en: { en: 1 } }", "{ en: { stages: [{ until: 50%, en: 1 }, { en: 1 }] } }", "pretraining.mixtures.en has stages, but pretraining.tokens gives each model its own token counts; expected counts that all models have.")]
    public void Read_WhatDoesNotFit_IsRefused(string from, string to, string message)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(Small.Replace(from, to, StringComparison.Ordinal)));

        Assert.Equal([message], exception.Faults.Select(fault => fault.Message.Split('\n')[0]));
    }

    [Fact]
    public void Read_ComputeOfOneModel_IsRefusedWithAHint()
    {
        string yaml = Small.Replace("tokens: [0.1x, 0.2x]", Budgets, StringComparison.Ordinal);
        yaml = yaml[..yaml.IndexOf("  b:", StringComparison.Ordinal)] + yaml[yaml.IndexOf("corpora:", StringComparison.Ordinal)..];

        Fault fault = Assert.Single(Assert.Throws<StudySpecException>(() => Read(yaml)).Faults);

        Assert.Equal("pretraining.compute compares models of different sizes at equal compute, but the study has one model.\nhint: list several under models, at least three for a minimum, or give tokens.", fault.Message);
        Assert.Equal(10, fault.Line);
    }

    [Theory]
    [InlineData("compute: [1e5, 1e9]", "pretraining.compute asks for 1e5 FLOPs, but one step of a has 34 tokens, which are ")]
    [InlineData("compute: [1e9, 1.0001e9]", "pretraining.compute: 1.0001e9 FLOPs and the number before it are the same step of a, which has 34 tokens a step.")]
    [InlineData("tokens: 0.0001x", "pretraining.tokens asks for 0.0001x of ")]
    public void Plan_LessThanAStep_IsRefusedForEveryModel(string to, string message)
    {
        StudySpec spec = Read(Small.Replace("tokens: [0.1x, 0.2x]", to, StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(spec));

        Assert.Contains(exception.Faults, fault => fault.Message.StartsWith(message, StringComparison.Ordinal) && fault.Message.Contains("\nhint: ", StringComparison.Ordinal));
        Assert.All(exception.Faults, fault => Assert.Equal(12, fault.Line));
    }

    [Fact]
    public void Run_MoreTokensThanTheCorpusHas_StopsBeforeTraining()
    {
        StudySpec spec = Read(Small.Replace("[0.1x, 0.2x]", "20x", StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyRunner.Run(spec, new StudyFolder(_folder.Path("out")), "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken));

        Assert.Contains("without repeating", exception.Message, StringComparison.Ordinal);
        Assert.Contains(DesignCheck.Of(StudyPlanner.Plan(spec)), warning => warning.Name == "short-corpus");
    }

    [Fact]
    public void Check_TwoModelsForEachBudget_AreTooFewForAMinimum()
    {
        string yaml = Small.Replace("tokens: [0.1x, 0.2x]", Budgets, StringComparison.Ordinal);
        string two = yaml[..yaml.IndexOf("  c:", StringComparison.Ordinal)] + yaml[yaml.IndexOf("corpora:", StringComparison.Ordinal)..];

        Assert.Contains(DesignCheck.Of(StudyPlanner.Plan(Read(two))), warning => warning.Name == "few-sizes");
        Assert.DoesNotContain(DesignCheck.Of(StudyPlanner.Plan(Read(yaml))), warning => warning.Name is "few-sizes" or "few-checkpoints" or "close-scales");
    }

    private StudySpec Read(string yaml) => StudyReader.Read(TinyStudy.Write(_folder, yaml));

    private static PretrainingSettings[] Pretrainings(StudyPlan plan) => [.. plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>()];
}
