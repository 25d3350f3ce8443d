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

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constant_NoPositiveRate_Throws(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant(rate));
    }
}
