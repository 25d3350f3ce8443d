using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class CalibrationTests
{
    [Fact]
    public void Measure_TinyStudy_TimesItsOwnShapes()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));

        Calibration calibration = new Calibrator(plan, CalibrationRequest.Of(plan, new RunStore(new StudyFolder(folder.Path("out")))), stretch: 0.02).Measure();

        PretrainingTrial pretraining = Assert.Single(calibration.Pretraining);
        Assert.True(pretraining is { StepSeconds: > 0, SaveSeconds: > 0, SavedBytes: > 0, MemoryBytes: > 0 });
        FinetuningTrial finetuning = Assert.Single(calibration.Finetuning);
        Assert.True(finetuning is { StepSeconds: > 0, LossSeconds: > 0, DecodeSeconds: > 0, EncodeSeconds: > 0, LoadSeconds: > 0, SavedBytes: > 0 });
        Assert.InRange(finetuning.Lengths.Source, 2, 40);
        Assert.True(calibration.BytesPerToken > 1);
        Assert.False(Directory.Exists(folder.Path("out")));
    }

    [Fact]
    public void Mean_OfTwo_AveragesTimesAndKeepsTheMostMemory()
    {
        using TemporaryFolder folder = new();
        Calibration one = PlanEstimateTests.Measured(StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder))));
        Calibration other = one with { StartSeconds = 3, Pretraining = [one.Pretraining[0] with { StepSeconds = 0.3, MemoryBytes = 999 }] };

        Calibration mean = Calibration.Mean([one, other]);

        Assert.Equal((2.0, 0.2, 999L, 2), (mean.StartSeconds, mean.Pretraining[0].StepSeconds, mean.Pretraining[0].MemoryBytes, mean.Jobs));
        Assert.Equal(one.Finetuning[0], mean.Finetuning[0]);
    }

    [Fact]
    public void TooLarge_HugeModel_IsNotMeasured()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));
        ImmutableArray<Job> huge = [.. plan.Jobs.Select(job => job.Trains ? job with { Work = new WorkFlops(1e15, 1e15, 0) } : job)];

        Assert.Null(CalibrationCache.TooLarge(plan, jobs: 1));
        Assert.StartsWith("one step is about ", CalibrationCache.TooLarge(plan with { Jobs = huge }, jobs: 1), StringComparison.Ordinal);
        Assert.Contains("more than this machine has", CalibrationCache.TooLarge(plan, jobs: 1_000_000), StringComparison.Ordinal);
    }
}
