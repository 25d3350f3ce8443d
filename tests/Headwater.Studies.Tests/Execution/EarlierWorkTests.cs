namespace Headwater.Studies.Tests;

public sealed class EarlierWorkTests
{
    [Theory]
    [InlineData(0.5, 0.6, 0.4)] // at a tenth every ten seconds, ten seconds after its start at 0.5, it began at 0.4
    [InlineData(0.1, 0.2, 0)]
    [InlineData(0.05, 0.5, 0)] // slow to start: nothing is left of less than nothing
    public void Fraction_OfTwoReports_IsWhereTheJobBegan(double first, double second, double expected)
    {
        EarlierWork work = new();
        work.See(null, TimeSpan.FromSeconds(100));
        work.See(first, TimeSpan.FromSeconds(110));
        Assert.Equal(first, work.Fraction(hasEnded: false));

        work.See(second, TimeSpan.FromSeconds(120));

        Assert.Equal(expected, work.Fraction(hasEnded: false), 12);
        Assert.Equal(expected, work.Fraction(hasEnded: true), 12);
    }

    [Fact]
    public void Fraction_OfAJobThatReportsOnlyItsEnd_IsNothing()
    {
        EarlierWork work = new();
        work.See(null, TimeSpan.Zero);
        work.See(1, TimeSpan.FromSeconds(5));

        Assert.Equal(0, work.Fraction(hasEnded: true));
    }
}
