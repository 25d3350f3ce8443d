using System.Text.Json;
using Headwater.Data;

namespace Headwater.Studies.Tests;

/// <summary>Pretraining text between the batches of a finetuning.</summary>
public sealed class FinetuningReplayTests : IDisposable
{
    private const string Rates = "learning-rate: [0.001, 0.01]";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.01, 1000, 10)]
    [InlineData(0.05, 200, 10)]
    [InlineData(0.5, 7, 3)]
    [InlineData(0.999, 1000, 999)]
    public void Before_ManySteps_IsTheShareOfThem(double share, long steps, long expected)
    {
        ReplaySettings replay = Settings(share);

        Assert.Equal(expected, replay.Before(steps, phase: 0));
        Assert.All(Enumerable.Range(0, (int)steps), step => Assert.InRange(replay.Before(step, 0.7) - (share * step), -1, 1));
        Assert.All(Enumerable.Range(0, (int)steps), step => Assert.InRange(replay.Before(step + 1, 0.7) - replay.Before(step, 0.7), 0, 1));
    }

    [Fact]
    public void Plan_WithoutReplay_KeepsEveryIdAndWritesNoKey()
    {
        StudyPlan plain = Plan(TinyStudy.Yaml), none = Plan(With("replay: 0%")), some = Plan(With("replay: 5%"));

        Assert.Equal(plain.Jobs.Select(job => job.Id), none.Jobs.Select(job => job.Id));
        Assert.All(plain.Jobs.Where(job => job.Settings is FinetuningSettings),
            job => Assert.DoesNotContain("replay", JsonSerializer.Serialize<object>(job.Settings, StudyJson.Identity), StringComparison.Ordinal));
        Job[] changed = [.. some.Jobs.Where(job => plain.Find(job.Id) is null)];
        Assert.All(changed, job => Assert.True(job.Stage is Stage.Finetuning or Stage.Rate));
        Assert.All(some.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>(), settings => Assert.Equal(settings.Pretraining is null, settings.Replay is null));
        Assert.Equal(plain.Jobs.Count(job => job.Settings is FinetuningSettings { Pretraining: not null }), changed.Count(job => job.Stage == Stage.Finetuning));
    }

    [Fact]
    public void Plan_Replay_CountsItsTokensAndNeedsItsText()
    {
        StudyPlan plain = Plan(TinyStudy.Yaml), half = Plan(With("replay: 50%"));
        Job before = plain.Jobs.First(job => job.Settings is FinetuningSettings { Pretraining: not null, Examples: 40 });
        Job after = half.Jobs.Single(job => job.Label == before.Label && job.Settings is FinetuningSettings);
        ReplaySettings replay = ((FinetuningSettings)after.Settings).Replay!;

        int passage = 32 + new SpanCorruption { NoiseDensity = replay.NoiseDensity, MeanNoiseSpanLength = replay.MeanSpan }.TargetLength(32);
        Assert.Equal((before.Tokens / 2) + (3 * 4 * passage), after.Tokens, 1.0);        // three of six steps, four sequences each
        Assert.NotEqual(before.Work.Total, after.Work.Total);
        Assert.All(replay.Corpora.Values, corpus => Assert.Contains(corpus, after.Needs));
    }

    [Theory]
    [InlineData("layers: 1, width: 16, heads: 2, feedforward: 32", false)]
    [InlineData("family: llama, layers: 1, width: 16, heads: 2, feedforward: 32", true)]
    public void Run_HalfOfTheSteps_ReadWhatTheCheckpointHasRead(string model, bool causal)
    {
        string yaml = With("replay: 50%").Replace("layers: 1, width: 16, heads: 2, feedforward: 32", model, StringComparison.Ordinal);
        StudyResult result = StudyRunner.Run(Read(yaml), new StudyFolder(_folder.Path("out")), "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join('\n', result.Failures.Select(failure => failure.Reason)));
        RunStore store = new(result.Folder);
        Job job = result.Plan.Jobs.First(job => job.Settings is FinetuningSettings { Pretraining: not null });
        FinetuningSettings settings = (FinetuningSettings)job.Settings;
        PretrainingSettings pretraining = (PretrainingSettings)result.Plan.Find(settings.Pretraining!)!.Settings;
        using PretrainingText text = new(store, pretraining);
        using ReplayText replay = new(store, settings.Replay!, settings.Tokenizer, settings.Seed);
        TokenBatch task = new() { Rows = 1, InputLength = 1, TargetLength = 1, Inputs = [7], Targets = [8], TargetTokens = 1, RawTokens = 2 };
        List<long> asked = [];
        Func<long, TokenBatch> batches = replay.Into(step =>
        {
            asked.Add(step);
            return task;
        });
        TokenBatch[] all = [.. Enumerable.Range(0, 6).Select(step => batches(step))];

        Assert.Equal([0L, 1, 2], asked);                                // in their order, and none left out
        TokenBatch[] replayed = [.. all.Where(batch => batch != task)];
        Assert.Equal(3, replayed.Length);
        Assert.All(replayed, (batch, place) => Assert.Equal(text.Stream.Batch(place).Inputs, batch.Inputs));
        Assert.All(replayed, (batch, place) => Assert.Equal(text.Stream.Batch(place).Targets, batch.Targets));
        Assert.All(replayed, batch => Assert.Equal(causal, batch.IsCausal));
        Assert.Equal(3 * text.Stream.RawTokensPerStep, store.Result<FinetuningResult>(job.Id).ReplayTokens);
        Assert.Null(store.Result<FinetuningResult>(result.Plan.Jobs.First(job => job.Settings is FinetuningSettings { Pretraining: null }).Id).ReplayTokens);
    }

    // A checkpoint of 1000 tokens has read 8 steps of 4 sequences, and 8 of 6 are none: it begins again, and never reads what is held out.
    [Fact]
    public void Into_MoreThanTheCheckpointHasRead_BeginsAgain()
    {
        StudyPlan plan = Plan(With("replay: 50%"));
        FinetuningSettings settings = plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First(settings => settings.Checkpoint == 1000);
        PretrainingSettings pretraining = (PretrainingSettings)plan.Find(settings.Pretraining!)!.Settings;

        Assert.Equal(pretraining.StepOf(1000) * pretraining.Batch, settings.Replay!.Sequences);
        Assert.Equal(Seeds.Of(pretraining.Seed, Seeds.PretrainingOrder), settings.Replay.Seed);
        Assert.Null(Plan(With("replay: { share: 50%, corpus: en }")).Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First(other => other.Replay is not null).Replay!.Sequences);
    }

    [Theory]
    [InlineData("replay: 100%", "finetuning.replay is \"100%\"; expected a share from 0% to below 100%")]
    [InlineData("replay: { corpus: en }", "finetuning.replay has no \"share\"")]
    [InlineData("replay: { share: 1%, corpus: fr }", "finetuning.replay.corpus is \"fr\"; corpora has no such entry. Known: en, de.")]
    [InlineData("replay: { share: 1%, text: en }", "finetuning.replay has no key \"text\"")]
    public void Read_UnfitReplay_IsAFault(string replay, string expected)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(With(replay)));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CorpusWithForgettingOnUnreadText_AsksForHeldOutText()
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(With("replay: { share: 1%, corpus: en }") + "metrics: [bleu, forgetting]\n"));

        Assert.Contains("hint: name held-out text under pretraining.validation.", exception.Message, StringComparison.Ordinal);
    }

    private static string With(string replay) => TinyStudy.Yaml.Replace("  validate-every: 2\n", $"  validate-every: 2\n  {replay}\n", StringComparison.Ordinal);

    private StudyPlan Plan(string yaml) => StudyPlanner.Plan(Read(yaml));

    private StudySpec Read(string yaml) => StudyReader.Read(TinyStudy.Write(_folder, yaml.Replace(Rates, "learning-rate: 0.01", StringComparison.Ordinal)));

    private static ReplaySettings Settings(double share) => new()
    {
        Share = share, Rates = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty, Corpora = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, Batch = 4, Sequence = 32, NoiseDensity = 0.15, MeanSpan = 3, Seed = 1,
    };
}
