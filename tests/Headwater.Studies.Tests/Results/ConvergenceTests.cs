namespace Headwater.Studies.Tests;

public sealed class ConvergenceTests
{
    [Theory]
    [InlineData(500, 1000, 100, 5, true)]
    [InlineData(501, 1000, 100, 5, false)]      // four whole validations without an improvement
    [InlineData(1000, 1000, 100, 5, false)]
    [InlineData(100, 500, 100, 5, null)]        // five validations cannot show five in a row after the first
    [InlineData(700, 1000, 100, null, true)]    // a fixed length has a window of three
    [InlineData(800, 1000, 100, null, false)]
    [InlineData(250, 250, 250, null, null)]
    public void Of_LastImprovement_TellsWhetherItHadSettled(long improved, long last, long between, int? patience, bool? expected) =>
        Assert.Equal(expected, Convergence.Of(improved, last, between, patience));
}
