using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies.Tests;

/// <summary>Larger runs that check forecasts of studies whose token counts follow from sizes.</summary>
public sealed class LargerRunTests : IDisposable
{
    private const string Ladder = """
        study: ladder
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        models:
          a: { family: llama, layers: 1, width: 8, heads: 1 }
          b: { family: llama, layers: 1, width: 16, heads: 2 }
          c: { family: llama, layers: 1, width: 24, heads: 3 }
          d: { family: llama, layers: 1, width: 32, heads: 4 }
        corpora:
          en: { path: en.txt, language: en }
        pretraining:
          mixtures: { en: { en: 1 } }
          tokens: [0.1x, 0.2x]
          batch: 2
          sequence: 16
          learning-rate: 0.01
          repeat: true
        task: { prompt: "{words}", choices: "{options}", label: answer, test: choices.jsonl }
        finetuning: none
        verify: { at: 100K }

        """;

    private static readonly string Slices = Ladder.Replace("tokens: [0.1x, 0.2x]", "compute: [1e9, 2e9, 4e9]", StringComparison.Ordinal).Replace("{ at: 100K }", "{ at: 16e9, metric: bits-per-byte }", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    public LargerRunTests() => TinyStudy.WriteOneChoice(_folder);

    private StudyFolder Output => new(_folder.Path("out"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Ladder_TrainsTheLargerModelAndComparesItWithItsForecasts()
    {
        StudySpec spec = Read(Ladder);
        List<string> told = [];
        StudyResult Train(StudySpec study) => StudyRunner.Run(study, Output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        StudyResult result = StudyVerifier.Run(spec, Output, told.Add, Train);
        byte[] forecasts = File.ReadAllBytes(Output.ForecastsFile), observations = File.ReadAllBytes(Output.ObservationsFile);
        StudyResult again = StudyVerifier.Run(spec, Output, told.Add, Train);

        Assert.True(result.Succeeded && again.Succeeded);
        Assert.Equal(forecasts, File.ReadAllBytes(Output.ForecastsFile));
        Assert.Equal(observations, File.ReadAllBytes(Output.ObservationsFile));
        LargerRun larger = Assert.Single(FrozenForecasts.Read(Output)!.Larger);
        Assert.Equal((true, "llama-1x64"), (larger.IsNew, larger.Model.Name));
        Assert.Contains($"Now training llama-1x64 ({Numerals.Size(larger.Parameters)} parameters) on en to ", Assert.Single(told), StringComparison.Ordinal);
        Observation[] rows = [.. ObservationTable.Read(Output.ObservationsFile).Rows.Where(row => row.Model == "llama-1x64" && row.Metric == "bits-per-byte")];
        Assert.Equal([0.1, 0.2], rows.Select(row => Math.Round(row.PretrainingTokens!.Value / larger.Parameters, 2)));

        StudyVerification verification = StudyVerification.Of(Output)!;
        VerifiedForecast[] bits = [.. verification.Forecasts.Where(row => row.Forecast.Metric == "bits-per-byte")];
        Assert.Equal(["auto", "power"], bits.Select(row => row.Forecast.Law).Distinct());
        Assert.Equal(4, bits.Length);                                            // two laws, two counts
        Assert.All(bits, row => Assert.Contains(rows, measured => measured.Value == row.Measured && Math.Abs((measured.PretrainingTokens!.Value / row.Forecast.Tokens) - 1) < 0.05));
        Assert.StartsWith("task,metric,pretraining_data,finetuning_examples,parameters,pretraining_tokens,law,", File.ReadAllText(Output.VerificationFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_Slices_SplitsTheBudgetByTheMinima()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Slices));

        FrozenForecasts frozen = LargerForecast.Of(plan, Table(plan));

        LargerRun run = Assert.Single(frozen.Larger);
        double best = BestSize(16e9);
        Assert.Equal(best, run.Asked.Value, 0.15 * best);
        Assert.InRange(run.Parameters / run.Asked.Value, 0.7, 1.4);
        FrozenForecast[] bits = [.. frozen.Forecasts.Where(row => row.Metric == "bits-per-byte")];
        FrozenForecast forecast = Assert.Single(bits);
        Assert.Equal(("chinchilla", run.Parameters), (forecast.Law, forecast.Parameters));
        double truth = Loss(run.Parameters, forecast.Tokens);
        Assert.Equal(truth, forecast.Value, 0.02 * truth);

        StudyPlan after = StudyPlanner.Plan(frozen.Continue(Read(Slices)));
        Assert.Empty(plan.Jobs.Select(job => job.Id).Except(after.Jobs.Select(job => job.Id)));
        PretrainingSettings trained = after.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().Single(settings => settings.Model.Name == run.Model.Name);
        double spent = new ModelCost(ModelConfig.Of(run.Model, 330)).Compute(trained.LastStep() * 2.0 * 16, 0);
        Assert.Equal(16e9, spent, 0.01 * 16e9);
    }

    // examples/isoflop: the larger run was chosen by hand from allocate, forecast, and then trained by a study of its own.
    [Fact]
    public void Forecast_IsoFlopExample_IsTheRunThatWasTrainedThere()
    {
        string yaml = """
            study: isoflop
            tokenizer: bytes
            models:
              w32: { family: llama, layers: 2, width: 32, heads: 1 }
              w48: { family: llama, layers: 2, width: 48, heads: 1 }
              w64: { family: llama, layers: 2, width: 64, heads: 2 }
              w96: { family: llama, layers: 2, width: 96, heads: 3 }
              w128: { family: llama, layers: 2, width: 128, heads: 4 }
              w192: { family: llama, layers: 2, width: 192, heads: 6 }
            corpora:
              en: { path: en.txt, language: en }
              help: { path: de.txt, language: en }
            pretraining:
              mixtures: { en: { en: 1 } }
              validation: { help: help }
              compute: [1e12, 3e12, 9e12]
              optimizer: adamw
              learning-rate: 0.003
              batch: 4
              sequence: 256
            task: { prompt: "{words}", choices: "{options}", label: answer, test: choices.jsonl }
            finetuning: none
            verify: { at: 3.6e13 }

            """;
        string Example(string name) => Path.Combine(SchemaStudies.Repository, "examples", "isoflop", name);
        ObservationTable measured = ObservationTable.Read(Example("observations.csv"));

        FrozenForecasts frozen = LargerForecast.Of(StudyPlanner.Plan(Read(yaml)), measured);
        StudyVerification verification = StudyVerification.Of(frozen, new ObservationTable([.. measured.Rows, .. ObservationTable.Read(Example("larger.csv")).Rows]))!;

        LargerRun run = Assert.Single(frozen.Larger);
        Assert.Equal(("w96", false), (run.Model.Name, run.IsNew));
        Assert.Equal(3e5, run.Asked.Value, 5e3);
        Assert.Equal(23.34e6, (double)Assert.Single(frozen.At), 0.01e6);                    // by the whole budget; by hand it was 23.26M
        VerifiedForecast loss = verification.Forecasts.Single(row => row.Forecast is { Metric: "loss", Task: "help" });
        Assert.Equal(1.378, loss.Forecast.Value, 0.002);
        Assert.Equal(1.330, loss.Measured, 0.0005);
        Assert.True(loss.IsInside);
    }

    [Fact]
    public void Forecast_SlicesWithoutMinima_IsRefusedWithAHint()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Slices));
        ObservationTable falling = new([.. Table(plan).Rows.Select(row => row with { Value = 10 - Math.Log(row.Parameters!.Value) })]);

        string message = Assert.Throws<ArgumentException>(() => LargerForecast.Of(plan, falling)).Message;

        Assert.StartsWith("The slices of bits-per-byte do not tell how 1.6e10 FLOPs are best split: ", message, StringComparison.Ordinal);
        Assert.EndsWith("\nhint: add smaller or larger models, so that the best size of every budget lies among them; the finished runs are kept.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_BeforeTheStudyIsMeasured_KnowsAboutWhatItTakes()
    {
        StudyPlan before = StudyPlanner.Plan(Read(Slices));

        FrozenForecasts standIn = FrozenForecasts.StandIn(before.Spec)!;
        StudyPlan with = StudyPlanner.Plan(standIn.Continue(before.Spec));

        Assert.Equal(16e9, Pretraining(with) - Pretraining(before), 0.02 * 16e9);
        Assert.Equal(before.Cells.Length + 1, with.Cells.Length);
        Assert.Equal(before.Jobs.Select(job => job.Id), StudyPlanner.Plan(Read(Slices.Replace("verify: { at: 16e9, metric: bits-per-byte }\n", "", StringComparison.Ordinal))).Jobs.Select(job => job.Id));
    }

    [Fact]
    public void Plan_ChosenRateAndSeveralSeeds_TrainsTheLargerRunOnce()
    {
        string yaml = Slices.Replace("learning-rate: 0.01", "learning-rate: [0.01, 0.02]", StringComparison.Ordinal).Replace("seed: 3", "seeds: [3, 4]", StringComparison.Ordinal);
        StudyPlan before = StudyPlanner.Plan(Read(yaml));

        StudyPlan with = StudyPlanner.Plan(FrozenForecasts.StandIn(before.Spec)!.Continue(before.Spec));

        Assert.Equal(before.Cells.Length + 1, with.Cells.Length);
        Assert.Empty(before.Jobs.Select(job => job.Id).Except(with.Jobs.Select(job => job.Id)));
    }

    [Fact]
    public void Run_TooLittleTextForTheLargerRun_StopsBeforeAnythingIsTrained()
    {
        StudySpec spec = Read(Ladder.Replace("tokens: [0.1x, 0.2x]", "tokens: 0.1x", StringComparison.Ordinal).Replace("  repeat: true\n", "", StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyVerifier.Run(spec, Output, _ => { },
            study => StudyRunner.Run(study, Output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken)));

        Assert.Contains("verify trains up to ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("\nhint: lower verify.at, add text, or set repeat: true under pretraining.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(Output.Root, "runs"), "pretrain-*"));
        Assert.Contains(DesignCheck.Of(StudyPlanner.Plan(Read(Ladder.Replace("at: 100K", "at: 5M", StringComparison.Ordinal).Replace("  repeat: true\n", "", StringComparison.Ordinal)))), warning => warning.Name == "short-corpus" && warning.Remedy.Contains("verify.at", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ at: 100K }", "{ at: 100K, mixtures: [fr] }", "verify.mixtures names \"fr\"; expected mixtures of pretraining.mixtures: en.")]
    [InlineData("{ at: 100K }", "{ at: 100K, mixtures: 2 }", "verify.mixtures is \"2\"; expected a whole number from 1 to 1.")]
    [InlineData("{ at: 100K }", "{ at: 100K, metric: accuracy }", "verify.metric is \"accuracy\"; expected a loss that the study measures: cross-entropy, bits-per-byte, nats-per-answer.")]
    [InlineData("{ at: 100K }", "{ at: [100K, 30K] }", "verify.at has 30K after 100K; expected ascending numbers, each once.")]
    [InlineData("{ at: 100K }", "{ at: -1 }", "verify.at is \"-1\"; expected a positive number.")]
    [InlineData("{ at: 100K }", "{ objective: mean }", "verify has no \"at\", which is required: parameters of the larger model.")]
    [InlineData("  d: { family: llama, layers: 1, width: 32, heads: 4 }\n", "", "verify needs 4 models or more, because the larger model's loss is forecast by a law through theirs; the study has 3.")]
    [InlineData("tokens: [0.1x, 0.2x]", "compute: [1e9, 41K]", "pretraining.compute has 4.1e4 FLOPs after 1e9 FLOPs; expected ascending numbers, each once.")]
    [InlineData("tokens: [0.1x, 0.2x]", "compute: [1e3, 200K]", "verify.at is 1e5 FLOPs; expected more than the largest budget of pretraining.compute, 2e5 FLOPs.")]
    [InlineData("tokens: [0.1x, 0.2x]", "compute: [1e3]", "verify needs 2 budgets under pretraining.compute or more, because the best size of a larger one follows from the minima of several; the study has 1.")]
    public void Read_WhatDoesNotFit_IsRefused(string from, string to, string message)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(Ladder.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_NoLargerThanTheLargestModel_IsRefusedWithAHint()
    {
        StudySpec spec = Read(Ladder.Replace("at: 100K", "at: 15K", StringComparison.Ordinal));

        Fault fault = Assert.Single(Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(spec)).Faults);

        Assert.StartsWith("verify.at is 15K; expected more parameters than the largest model has, ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("\nhint: verify.at: ", fault.Message, StringComparison.Ordinal);
    }

    private StudySpec Read(string yaml) => StudyReader.Read(TinyStudy.Write(_folder, yaml));

    private static double Pretraining(StudyPlan plan) => plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>()
        .Sum(run => new ModelCost(ModelConfig.Of(run.Model, 330)).Compute(run.LastStep() * 2.0 * 16, 0));

    // A loss whose best size lies among the study's at every budget.
    private static double Loss(double parameters, double tokens) => 1 + Math.Pow(2_000 / parameters, 0.5) + Math.Pow(2_500 / tokens, 0.5);

    private static double BestSize(double compute)
    {
        double[] sizes = [.. Enumerable.Range(0, 4000).Select(step => Math.Exp(7 + (step * 0.002)))];
        return sizes.MinBy(size => Loss(size, compute / (FlopsPerToken * size)));
    }

    // Of these shapes, whose embeddings are looked up and not multiplied.
    private const double FlopsPerToken = 4.4;

    private static ObservationTable Table(StudyPlan plan) => new([.. plan.Cells.Select(cell =>
    {
        Models.LanguageModelConfig config = ModelConfig.Of(plan.Spec.Models.First(model => model.Name == cell.Model), 330);
        long steps = StudyPlan.StepFor(cell.Tokens, 34);
        return new Observation
        {
            Source = "ladder", PretrainingData = cell.Mixture, PretrainingTokens = steps * 34, Parameters = config.ParameterCount, Model = cell.Model, Task = cell.Task, Shots = "0", FinetuningExamples = 0,
            Compute = new ModelCost(config).Compute(steps * 2.0 * 16, 0), Metric = "bits-per-byte", HigherIsBetter = false, Value = Loss(config.ParameterCount, steps * 34), Seed = "3", Run = $"{cell.Model}-{steps}",
        };
    })]);
}
