namespace Headwater.Laws.Tests;

public class IntervalRuleTests
{
    [Fact]
    public void Of_PointsAlone_IsTheProfile() => Assert.Equal(IntervalMethod.Profile, IntervalRule.Of(Data(null), IntervalChoice.Auto));

    [Fact]
    public void Of_PointsAlone_BootstrapIsOverThem() => Assert.Equal(IntervalMethod.BootstrapOverPoints, IntervalRule.Of(Data(null), IntervalChoice.Bootstrap));

    [Theory]
    [InlineData(3, IntervalMethod.Profile)]
    [InlineData(12, IntervalMethod.BootstrapOverRuns)]
    public void Of_RunsOfSeveralCheckpoints_AreDrawnWhereThereAreEnough(int runs, IntervalMethod expected) =>
        Assert.Equal(expected, IntervalRule.Of(Data(Groups(runs, named: true)), IntervalChoice.Auto));

    [Fact]
    public void Of_SeedsAcrossScales_AreDrawn() => Assert.Equal(IntervalMethod.BootstrapOverSeeds, IntervalRule.Of(Data(Groups(12, named: false)), IntervalChoice.Auto));

    [Fact]
    public void Groups_OneRunForEveryRow_TellNothing() =>
        Assert.Null(RowGroups.Of([.. Enumerable.Range(0, 12).Select(k => new[] { Row(k, $"run {k}", null) })]));

    [Fact]
    public void Resample_DrawsRunsWhole()
    {
        RowGroups groups = Groups(12, named: true);
        double[] targets = new double[4];
        double[] weights = new double[4];
        RandomStream random = new(8);

        groups.Resample(ref random, [1, 1, 1, 1], targets, weights);

        // Every run is at all four scales, so a draw of runs leaves all scales with the same number of rows.
        Assert.All(weights, weight => Assert.Equal(1, weight));
        Assert.NotEqual(targets[0], Math.Log(6.5));
    }

    private static FitData Data(RowGroups? groups) => new([[1], [2], [4], [8]], [6.5, 6.5, 6.5, 6.5], new double?[4]) { Groups = groups };

    private static RowGroups Groups(int count, bool named) =>
        RowGroups.Of([.. Enumerable.Range(0, 4).Select(scale => Enumerable.Range(0, count).Select(k => Row(k, named ? $"run {k}" : null, $"{k}")).ToArray())])!;

    private static Observation Row(int value, string? run, string? seed) => new() { Metric = "loss", Value = 1 + value, Run = run, Seed = seed };
}
