using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

/// <summary>
/// How often the trend of a series is judged right. Run again with
/// <c>Headwater.Laws.Tests --filter-trait "Table=confusion" --show-live-output on</c>, which prints the tables of docs/advise.md.
/// </summary>
[Trait("Table", "confusion")]
public class TrendConfusionTests
{
    private const int Repeats = 40;

    private static readonly int[] Counts = [4, 5, 6, 8, 10];

    // The least shares are a few percent below what is found, so that a rule that gets worse fails.
    [Theory]
    [InlineData(4, 1, 0.68, 0.33)]
    [InlineData(8, 1, 0.90, 0.82)]
    [InlineData(16, 1, 0.92, 0.82)]
    [InlineData(8, 1.4, 0.74, 0.45)]
    [InlineData(16, 1.4, 0.80, 0.45)]
    public void Of_SeriesWithErrors_IsRightOftenEnough(double size, double excess, double leastMean, double leastOfAnyKind)
    {
        ConfusionTable table = Tabulate((Trend trend, int count, ref RandomStream random) => SimulatedSeries.WithErrors(trend, count, size, excess, ref random));

        Report($"with standard errors; changes of {size} errors, noise {excess} times the errors; 4 to 10 points", table);
        AssertRight(table, leastMean, leastOfAnyKind);
    }

    [Theory]
    [InlineData(5, 0.005, 0.78, 0.60)]
    [InlineData(10, 0.005, 0.85, 0.70)]
    [InlineData(20, 0.005, 0.85, 0.70)]
    [InlineData(5, 0.015, 0.74, 0.55)]
    [InlineData(10, 0.015, 0.83, 0.60)]
    public void Of_SeriesWithoutErrors_IsRightOftenEnough(double size, double noise, double leastMean, double leastOfAnyKind)
    {
        ConfusionTable table = Tabulate((Trend trend, int count, ref RandomStream random) => SimulatedSeries.WithoutErrors(trend, count, size, noise, ref random));

        Report($"without standard errors; changes of {size} times the noise, noise {100 * noise} % of the level; 4 to 10 points", table);
        AssertRight(table, leastMean, leastOfAnyKind);
    }

    [Fact]
    public void Of_PublishedSeries_AgreesWithTheEye()
    {
        ConfusionTable table = new();
        List<string> missed = [];
        foreach (JudgedSeries judged in JudgedSeries.All)
        {
            Trend found = TrendRule.Of(PublishedSeries.PointsOf(judged.File, judged.Series, out bool higherIsBetter), higherIsBetter)!.Trend;
            table.Add(judged.Trend, found);
            if (found != judged.Trend)
            {
                missed.Add($"{judged.File} {judged.Series}: {judged.Trend} ({judged.Reason}), taken for {found}");
            }
        }

        Report($"{JudgedSeries.All.Length} published series judged by eye", table);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', missed));
        Assert.True(missed.Count <= 0.15 * JudgedSeries.All.Length, string.Join('\n', missed));
    }

    private delegate ImmutableArray<MeasuredPoint> Simulation(Trend trend, int count, ref RandomStream random);

    private static ConfusionTable Tabulate(Simulation simulate)
    {
        ConfusionTable table = new();
        RandomStream random = new(20240402);
        foreach (Trend truth in Enum.GetValues<Trend>().Where(trend => trend != Trend.AtChance))
        {
            foreach (int count in Counts)
            {
                for (int repeat = 0; repeat < Repeats; repeat++)
                {
                    table.Add(truth, TrendRule.Of(simulate(truth, count, ref random), higherIsBetter: true)!.Trend);
                }
            }
        }

        return table;
    }

    private static void AssertRight(ConfusionTable table, double leastMean, double leastOfAnyKind)
    {
        Assert.True(table.MeanShareRight >= leastMean, $"mean {table.MeanShareRight}\n{table}");
        Assert.All(Enum.GetValues<Trend>().Where(trend => trend != Trend.AtChance), truth => Assert.True(table.ShareRight(truth) >= leastOfAnyKind, $"{truth}\n{table}"));
    }

    private static void Report(string what, ConfusionTable table) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{what}: mean {table.MeanShareRight:0.00}\n{table}"));
}
