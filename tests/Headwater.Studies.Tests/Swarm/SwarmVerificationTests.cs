using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies.Tests.Swarm;

public sealed class SwarmVerificationTests : IDisposable
{
    private const string Swarm = "swarm: { runs: 9, around: { en: 0.5, de: 0.5 }, concentration: [2, 5] }\n  validation: { english: held-out }";
    private const string Verify = "verify: { objective: english, at: [4K], mixtures: 2, seeds: 2 }\n";

    private static readonly string Yaml = TinyStudy.WithHeldOutText
        .Replace("mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", Swarm, StringComparison.Ordinal)
        .Replace("[1K, 2K]", "[2K]", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    private StudyFolder Output => new(_folder.Path("out"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_SwarmStoppedBeforeItsProposalIsTrained_ContinuesWithTheSameProposal()
    {
        StudySpec spec = Spec(Yaml + Verify);
        int calls = 0;
        StudyResult Train(StudySpec study) => StudyRunner.Run(study, Output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.Throws<OperationCanceledException>(() => StudyVerifier.Run(spec, Output, _ => { }, study => ++calls == 1 ? Train(study) : throw new OperationCanceledException()));
        byte[] frozen = File.ReadAllBytes(Output.ForecastsFile);
        StudyResult result = StudyVerifier.Run(spec, Output, _ => { }, Train);

        Assert.True(result.Succeeded);
        Assert.Equal(frozen, File.ReadAllBytes(Output.ForecastsFile));
        SwarmOutcome outcome = StudyVerification.Of(Output)!.Swarm!;
        Assert.True(outcome.Proposal.Rates["en"] > 0.6, $"{outcome.Proposal.Rates["en"]}");           // the text that is held out is English
        Assert.Equal(2, outcome.Scales.Length);
        Assert.Equal(11, outcome.Scales[0].Mixtures.Length);                                           // nine that were drawn, the natural one and the proposal
        Assert.Equal(["proposal", "natural", outcome.Proposal.BestTried], outcome.Scales[1].Mixtures.Take(3).Select(mixture => mixture.Mixture));
        Assert.Equal(5, outcome.Scales[1].Mixtures.Length);
        Assert.All(outcome.Scales[1].Mixtures, mixture => Assert.True(mixture.Seeds == 2 && mixture.StandardError > 0));
        Assert.Equal(6, outcome.Scales[1].Pairs);                                                      // of four mixtures of the swarm
        Assert.InRange(outcome.Scales[1].Right!.Value, 0, 6);
        Assert.True(outcome.Scales[1].Regret >= 0 && outcome.Scales[1].GainOver("natural")!.Value > 0);
        Assert.Contains("\nenglish,loss,", File.ReadAllText(Output.SwarmFile), StringComparison.Ordinal);
        Assert.Contains(",loss,proposal,,", File.ReadAllText(Output.VerificationFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_Proposal_KeepsEveryJobOfTheSwarm()
    {
        StudySpec spec = Spec(Yaml + Verify);
        StudyPlan before = StudyPlanner.Plan(spec);

        StudyPlan after = StudyPlanner.Plan(FrozenForecasts.StandIn(before.Spec)!.Continue(before.Spec));

        Assert.Empty(before.Jobs.Select(job => job.Id).Except(after.Jobs.Select(job => job.Id)));
        Assert.Equal(5 * 2, after.Cells.Count(cell => cell.Tokens == 4000));                           // five mixtures with two seeds
    }

    [Fact]
    public void Of_Measured_ComparesEveryScaleWithTheSwarms()
    {
        FrozenForecasts frozen = Frozen();
        ObservationTable table = new(
        [
            Row("proposal", 1000, 4.9, "1"), Row("natural", 1000, 5.2, "1"), Row("b", 1000, 5.0, "1"), Row("c", 1000, 5.4, "1"),
            Row("proposal", 8010, 4.0, "1"), Row("proposal", 8010, 4.2, "2"), Row("natural", 8010, 4.5, "1"), Row("natural", 8010, 4.5, "2"), Row("b", 8010, 4.0, "1"), Row("c", 8010, 4.3, "1"),
        ]);

        SwarmOutcome outcome = StudyVerification.Of(frozen, table)!.Swarm!;

        SwarmScale large = outcome.Scales[1];
        Assert.Equal(0.3, outcome.Gain!.Value, 1e-12);
        Assert.True(outcome.IsGainInside);
        Assert.Equal((4.1, 0.1, 2), (large.Mixtures[0].Value, Math.Round(large.Mixtures[0].StandardError!.Value, 12), large.Mixtures[0].Seeds));
        Assert.Equal((0.4, 0.1), (Math.Round(large.GainOver("natural")!.Value, 12), Math.Round(large.GainOver("natural")!.StandardError!.Value, 12)));
        Assert.Null(large.GainOver("b")!.StandardError);
        Assert.Equal((2.0, 3), (large.Right!.Value, large.Pairs));                                     // natural and c change places
        Assert.Equal(0.1, large.Regret, 1e-12);                                                        // b is better by 0.1
    }

    [Fact]
    public void Of_RunsThatDoNotTellMixturesApart_ProposesNothing()
    {
        RandomStream random = new(5);
        StudySpec spec = Spec(Yaml + Verify);
        ObservationTable table = new([.. Enumerable.Range(0, 16).Select(run => Row(run == 0 ? "natural" : $"m{run}", 2000, 5 + random.NextNormal(), "1") with
        {
            Task = "english",
            Rates = ImmutableSortedDictionary<string, double>.Empty.Add("en", run / 16.0).Add("de", 1 - (run / 16.0)),
        })]);

        FrozenForecasts frozen = SwarmForecast.Of(spec, table, ImmutableSortedDictionary<string, double>.Empty);

        Assert.Empty(frozen.Proposal!.Rates);
        Assert.Empty(frozen.Mixtures);
        Assert.Equal(spec.Pretraining!.Mixtures.Length, frozen.Continue(spec).Pretraining!.Mixtures.Length);
    }

    [Fact]
    public void Of_BestMixtureWithTooLittleText_VerifiesTheNextOnes()
    {
        StudySpec spec = Spec(Yaml + Verify);
        ObservationTable table = new([.. Enumerable.Range(0, 16).Select(run => Row(run == 8 ? "natural" : $"m{run}", 2000, 5 - (run / 16.0), "1") with
        {
            Task = "english",
            Rates = ImmutableSortedDictionary<string, double>.Empty.Add("en", run / 16.0).Add("de", 1 - (run / 16.0)),
        })]);
        ImmutableSortedDictionary<string, double> available = ImmutableSortedDictionary<string, double>.Empty.Add("de", 100_000).Add("en", 3000);

        FrozenForecasts all = SwarmForecast.Of(spec, table, ImmutableSortedDictionary<string, double>.Empty), some = SwarmForecast.Of(spec, table, available);

        Assert.Equal(["proposal", "natural", "m15", "m7", "m0"], all.Mixtures);
        Assert.Equal(["proposal", "natural", "m6", "m0"], some.Mixtures);                               // 3000 tokens are 73% of 4K in 98% of a corpus: up to m11
        Assert.Equal("m15", some.Proposal!.BestTried);
    }

    [Theory]
    [InlineData("verify: { objective: english, at: [40K] }\n", "verify trains up to 40K tokens of the mixture natural (40120 in whole steps), but its corpora have only ", "lower verify.at,")]
    [InlineData("forecast: { at: [40K] }\nverify: [natural]\n", "verify trains up to 40K tokens of the mixture natural (40120 in whole steps), but its corpora have only ", "lower forecast.at,")]
    public void Run_MoreThanTheCorporaHaveToVerify_IsRefusedBeforeTraining(string verify, string message, string hint)
    {
        StudySpec spec = Spec(Yaml + verify);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyRunner.Run(spec, Output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken));

        Fault fault = Assert.Single(exception.Faults);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(Output.Root, "runs"), "pretrain-*"));
        Assert.Contains(DesignCheck.Of(StudyPlanner.Plan(spec)), warning => warning.Name == "short-corpus" && warning.Remedy.StartsWith($"L{hint[1..]}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("verify: { at: [1K] }\n", "verify.at has no scale beyond the largest pretraining.tokens, 2000; expected a larger token count, such as [16K].")]
    [InlineData("verify: { objective: french, at: [4K] }\n", "verify.objective is \"french\"; expected mean, or what loss is measured on: english.")]
    [InlineData("verify: { metric: bleu, at: [4K] }\n", "verify.metric is \"bleu\", which the study does not measure; expected loss, cross-entropy.")]
    [InlineData("verify: { at: [4K], mixtures: 9 }\n", "verify.mixtures is 9; expected at most 8")]
    [InlineData("verify: { at: [4K], surrogate: magic }\n", "verify.surrogate is \"magic\"; expected auto")]
    [InlineData("verify: { at: [4K], goal: mean }\n", "verify has no key \"goal\"")]
    public void Read_VerifyWithAFault_SaysWhatIsExpected(string verify, string message) =>
        Assert.Contains(message, Assert.Throws<StudySpecException>(() => Spec(Yaml + verify)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_VerifyMapWithoutASwarm_IsAFault() => Assert.Contains("verify is a map, which is for the proposal of a swarm", Assert.Throws<StudySpecException>(
        () => Spec(TinyStudy.Yaml + "verify: { at: [4K] }\n")).Message, StringComparison.Ordinal);

    private static FrozenForecasts Frozen() => new()
    {
        Observations = "0", Mixtures = ["proposal", "natural", "b"], At = [8000],
        Forecasts = [new FrozenForecast { Metric = "loss", Task = "help", Mixture = "proposal", Tokens = 1000, Law = "mix", Value = 4.8, Low = 4.7, High = 5, Level = 0.9 }],
        Proposal = new SwarmProposal
        {
            Objective = "help", Metric = "loss", HigherIsBetter = false, Tokens = 1000, Rates = ImmutableSortedDictionary<string, double>.Empty.Add("en", 1), Natural = "natural", BestTried = "b",
            Forecast = new(4.8, 4.7, 5), Gain = new(0.35, 0.2, 0.5), GainOverBest = new(0.1, 0, 0.2), Level = 0.9, RankCorrelation = 0.9, DecisionAccuracy = 0.9,
        },
    };

    private static Observation Row(string mixture, double tokens, double value, string seed) => new()
    {
        Metric = "loss", Task = "help", PretrainingData = mixture, PretrainingTokens = tokens, Value = value, Seed = seed, HigherIsBetter = false,
        Rates = ImmutableSortedDictionary<string, double>.Empty.Add("en", 1),
    };

    private StudySpec Spec(string yaml) => TinyStudy.ReadWithHeldOutText(_folder, yaml);
}
