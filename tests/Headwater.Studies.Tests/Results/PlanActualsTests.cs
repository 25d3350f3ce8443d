using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class PlanActualsTests : IDisposable
{
    private static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_TinyStudy_RecordsWhatItTook()
    {
        StudyFolder output = new(_folder.Path("out"));
        StudyResult result = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(_folder)), output, "cpu", new RunOptions { Jobs = 1 }, progress: null, TestContext.Current.CancellationToken);

        PlanActuals actuals = StudySummary.Of(output).Actuals!;

        Assert.True(result.Succeeded);
        Assert.Equal(result.Plan.Jobs.Length, actuals.Total.Jobs);
        StageActuals pretraining = actuals.Stages.Single(stage => stage.Stage == Stage.Pretraining);
        Assert.Equal(1, pretraining.Flops.Ratio!.Value, 0.02);      // sequences are full, but for what the last span leaves
        StageActuals finetuning = actuals.Stages.Single(stage => stage.Stage == Stage.Finetuning);
        Assert.InRange(finetuning.Flops.Ratio!.Value, 0.3, 3);      // so small a vocabulary cuts these words into letters, which nobody assumes
        Assert.True(actuals.Total is { Seconds.Actual: > 0, MemoryBytes.Actual: > 1e6, DiskBytes.Actual: > 1e5 });
        Assert.Equal(["between_runs", "evaluation", "other", "saving", "tokenizing", "training", "validation"], actuals.Times.Seconds.Keys);
        Assert.True(actuals.Times.Seconds["training"] > 0 && actuals.Times.Seconds["evaluation"] > 0);
        Assert.Equal(1, actuals.Times.Places);
        Assert.Equal(result.Plan.Jobs.Length, actuals.Ran.Length);
        Assert.DoesNotContain("seconds", File.ReadLines(output.ObservationsFile).First(), StringComparison.Ordinal);
    }

    // Of two places: training from 0 to 10 on one; on the other evaluation from 2 to 4 that was ready from the start; then a run that was ready at 10 from 13 to 20.
    [Fact]
    public void Times_OfRuns_TellGapsFromTheGraph()
    {
        ImmutableArray<JobOutline> jobs = Jobs(("a", []), ("b", []), ("c", ["a"]));

        StudyTimes times = StudyTimes.Of(jobs, Uses(("a", 0, 10), ("b", 2, 4), ("c", 13, 20)));

        Assert.Equal(2, times.Places);
        Assert.Equal(20, times.WallSeconds, 1e-9);
        Assert.Equal(2 + 3, times.Seconds["between_runs"], 1e-9);
        Assert.Equal(6 + 3 + 7, times.IdleSeconds, 1e-9);
        Assert.Equal(5.0 / (5 + 19), times.OverheadShare, 1e-9);
    }

    [Fact]
    public void Times_StudyThatStoodStill_CountsNoPause()
    {
        ImmutableArray<JobOutline> jobs = Jobs(("a", []), ("b", []));

        StudyTimes times = StudyTimes.Of(jobs, Uses(("a", 0, 10), ("b", 5000, 5010)));

        Assert.Equal((20.0, 0.0), (times.WallSeconds, times.Seconds["between_runs"]));
        Assert.Equal([0.0, 10.0], Timeline.Actual(jobs, Uses(("a", 0, 10), ("b", 5000, 5010))).Select(bar => bar.Start));
    }

    [Fact]
    public void Meter_NestedStretches_AreTakenOutOfEachOther()
    {
        RunMeter meter = new();
        using (meter.Spend(WorkKind.Training))
        {
            Thread.Sleep(20);
            using (meter.Spend(WorkKind.Validation))
                Thread.Sleep(40);
        }

        meter.AddEarlier(new MetricsLine { Step = 1, Tokens = 1, Seconds = 100, Flops = 5 });
        meter.AddFlops(2);
        RunUsage usage = meter.Usage(diskBytes: 3);

        Assert.InRange(usage.Of(WorkKind.Validation), 0.035, 10);       // sleeping may take longer, never much less
        Assert.InRange(usage.Of(WorkKind.Training), 100.015, 110);
        Assert.Equal((7, 3), (usage.Flops, usage.DiskBytes));
    }

    [Fact]
    public void Keep_StudyThatGrows_LeavesWhatWasExpected()
    {
        StudyFolder output = new(_folder.Path("out"));
        StudyPlan small = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("[20, 40]", "[20]", StringComparison.Ordinal))));
        KeptEstimate.Keep(small, output, () => new EstimateOptions { Jobs = 1 });
        KeptEstimate first = KeptEstimate.Read(output)!;
        RecordFile.WriteJson(output.EstimateFile, first with { Jobs = first.Jobs.SetItem(small.Jobs[0].Id, new KeptJob(99, 0, 0, 0)) });

        StudyPlan large = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder)));
        KeptEstimate.Keep(large, output, () => new EstimateOptions { Jobs = 1 });

        KeptEstimate second = KeptEstimate.Read(output)!;
        Assert.Equal(99, second.Jobs[small.Jobs[0].Id].Seconds);
        Assert.All(large.Jobs, job => Assert.True(second.Jobs.ContainsKey(job.Id)));
    }

    [Fact]
    public void Comparisons_Written_AreReadAgain()
    {
        StudyFolder output = new(_folder.Path("out"));
        StudyRunner.Run(StudyReader.Read(TinyStudy.Write(_folder)), output, "cpu", new RunOptions { Jobs = 1 }, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(PairedComparison.Of(output.ReadPlan(), new RunStore(output)), PairedComparison.Read(output));
        Assert.Empty(PairedComparison.Read(new StudyFolder(_folder.Path("nowhere"))));
    }

    private static ImmutableArray<JobOutline> Jobs(params (string Id, string[] Needs)[] jobs) =>
        [.. jobs.Select(job => new JobOutline { Id = job.Id, Stage = Stage.Finetuning, Label = job.Id, Needs = [.. job.Needs] })];

    private static Dictionary<string, RunUse> Uses(params (string Id, double From, double To)[] runs) => runs.ToDictionary(run => run.Id, run => new RunUse
    {
        Started = Origin.AddSeconds(run.From), Ended = Origin.AddSeconds(run.To), Flops = 0, MemoryBytes = 0, DiskBytes = 0,
        SecondsByKind = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("training", run.To - run.From),
    }, StringComparer.Ordinal);
}
