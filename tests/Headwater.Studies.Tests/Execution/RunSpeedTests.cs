namespace Headwater.Studies.Tests;

public sealed class RunSpeedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_StudyOfSeconds_CountsTextAndStartsNothing()
    {
        EstimateOptions speed = RunSpeed.Of(Plan(times: 1), Folder, jobs: 2, Options);

        Assert.Null(speed.Calibration);
        Assert.Equal(2, speed.Jobs);
        Assert.NotNull(speed.Text);
        Assert.Empty(_notices);
    }

    // The command that would measure is one that fails, so that it shows whether it was called.
    [Fact]
    public void Of_StudyOfHours_MeasuresAndGoesOnWhereThatFails()
    {
        EstimateOptions speed = RunSpeed.Of(Plan(times: 1e9), Folder, jobs: 2, Options);

        Assert.Null(speed.Calibration);
        Assert.Equal(2, _notices.Count);
        Assert.Equal("measuring this machine with 2 runs of the study's shapes, to estimate the time; headwater plan would have done it before.", _notices[0]);
        Assert.StartsWith("speeds are assumed: the measurement of this machine failed:", _notices[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_StudyOfHoursWithoutACommand_MeasuresNothing()
    {
        RunSpeed.Of(Plan(times: 1e9), Folder, jobs: 1, Options with { Command = [] });

        Assert.Empty(_notices);
    }

    [Fact]
    public void Of_MeasuredBefore_GoesByThat()
    {
        StudyPlan plan = Plan(times: 1e9);
        Calibration measured = PlanEstimateTests.Measured(plan);

        Assert.Same(measured, RunSpeed.Of(plan, Folder, jobs: 2, Options with { Calibration = measured }).Calibration);
        Assert.Empty(_notices);
    }

    private StudyFolder Folder => new(_folder.Path("out"));

    private RunOptions Options => new() { Command = ["false"], Notice = _notices.Add };

    // As many times the steps, and the work, of each training.
    private StudyPlan Plan(double times)
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder)));
        return plan with { Jobs = [.. plan.Jobs.Select(job => job with { Steps = (long)(times * job.Steps), Work = times * job.Work })] };
    }
}
