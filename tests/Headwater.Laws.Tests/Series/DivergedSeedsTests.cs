namespace Headwater.Laws.Tests;

public class DivergedSeedsTests
{
    [Fact]
    public void Analysis_OneSeedDiverges_NamesItAndItsFirstScale()
    {
        Analysis analysis = Table((seed, tokens) => seed == 2 && tokens >= 2e6 ? 3 : 0).Analyse();

        string warning = Assert.Single(analysis.Warnings, warning => warning.Contains("is far from the other seeds", StringComparison.Ordinal));
        Assert.Contains("seed 2 is far from the other seeds at 2 scales (first: ", warning, StringComparison.Ordinal);
        Assert.Contains("hint: --where \"seed <> '2'\"", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Analysis_SeedsScatter_AreNotNamed()
    {
        Analysis analysis = Table((seed, tokens) => 0.02 * (seed - 1) * Math.Sin(tokens)).Analyse();

        Assert.DoesNotContain(analysis.Warnings, warning => warning.Contains("is far from the other seeds", StringComparison.Ordinal));
    }

    private static ObservationTable Table(Func<int, double, double> off) => StudyTable.Of([.. Enumerable.Range(0, 3).Select(seed =>
        StudyTable.Mixture("en", "loss", tokens => 2 + Math.Pow(tokens / 1e6, -0.4) + (0.001 * seed) + off(seed, tokens), null).Select(row => row with { Seed = $"{seed}" }))]);
}
