namespace Headwater.Models.Tests;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, 0.01)]
    [InlineData(10_000, 0.01)]
    [InlineData(40_000, 0.005)]
    [InlineData(1_000_000, 0.001)]
    public void InverseSquareRoot_PublishedSettings_GivesOneOverRootOfStep(long step, double rate)
    {
        Assert.Equal(rate, LearningRateSchedule.InverseSquareRoot(0.01, warmUp: 10_000).At(step), 1e-12);
    }

    [Fact]
    public void Constant_AnyStep_IsTheRate()
    {
        Assert.Equal(0.001, LearningRateSchedule.Constant(0.001).At(123_456));
    }

    // Rises over 4 steps, falls from there to step 12.
    [Theory]
    [InlineData(ScheduleKind.Linear, 0, 0.25)]
    [InlineData(ScheduleKind.Linear, 3, 1)]
    [InlineData(ScheduleKind.Linear, 4, 1)]
    [InlineData(ScheduleKind.Linear, 8, 0.5)]
    [InlineData(ScheduleKind.Linear, 12, 0)]
    [InlineData(ScheduleKind.Cosine, 4, 1)]
    [InlineData(ScheduleKind.Cosine, 6, 0.853553390593274)]     // (1 + cos(π/4)) / 2
    [InlineData(ScheduleKind.Cosine, 8, 0.5)]
    [InlineData(ScheduleKind.Cosine, 99, 0)]
    public void Falling_WithARise_IsTheCurve(ScheduleKind kind, long step, double rate)
    {
        LearningRateSchedule schedule = kind == ScheduleKind.Linear ? LearningRateSchedule.Linear(1, end: 12, rampUp: 4) : LearningRateSchedule.Cosine(1, end: 12, rampUp: 4);

        Assert.Equal(rate, schedule.At(step), 1e-12);
    }

    [Fact]
    public void Cosine_FinalShare_IsWhatIsLeft()
    {
        Assert.Equal(0.2, LearningRateSchedule.Cosine(2, end: 10, finalShare: 0.1).At(10), 1e-12);
    }

    // The branch's last step still moves; the one after it would not.
    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 1)]
    [InlineData(10, 0.5)]
    [InlineData(11, 0.25)]
    [InlineData(12, 0)]
    public void WithDecay_Branch_FallsInAStraightLine(long step, double rate)
    {
        Assert.Equal(rate, LearningRateSchedule.Constant(1).WithDecay(start: 8, end: 12).At(step), 1e-12);
    }

    [Fact]
    public void Falling_EndBeforeTheRise_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1, end: 4, rampUp: 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constant_NoPositiveRate_Throws(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant(rate));
    }

    // 2,000 of 10,000 steps of rise are not needed to see the stages: the rise ends at step 10.
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(9, 1)]
    [InlineData(799, 1)]
    [InlineData(800, 0.316228)]
    [InlineData(899, 0.316228)]
    [InlineData(900, 0.1)]
    [InlineData(999, 0.1)]
    public void MultiStep_HasThreeStages(long step, double share) =>
        Assert.Equal(4 * share, LearningRateSchedule.MultiStep(4, end: 1000, rampUp: 10).At(step), 1e-5);

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(4, 1)]
    [InlineData(90, 1)]
    [InlineData(95, 0.5)]
    [InlineData(99, 0.1)]
    public void WarmUpStableDecay_RisesStaysAndFalls(long step, double share) =>
        Assert.Equal(2 * share, LearningRateSchedule.WarmUpStableDecay(2, end: 100, rampUp: 5).At(step), 1e-9);
}
