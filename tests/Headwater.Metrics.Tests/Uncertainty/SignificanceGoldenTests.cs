namespace Headwater.Metrics.Tests;

/// <summary>Intervals and p-values of NumPy on made-up statistics: tests/golden/significance says how they were made.</summary>
public class SignificanceGoldenTests
{
    // Sums, ratios and means are equal bit for bit; what is left is the last bit of exp and log in BLEU, which another C library may round otherwise.
    private const double LastBits = 1e-13;

    [Fact]
    public void Compare_MadeUpStatistics_EqualsNumpy()
    {
        ILookup<string, Dictionary<string, string>> statistics =
            Csv.Read(GoldenFolder.Read("significance", "statistics.csv")).ToLookup(row => $"{row["case"]} {row["system"]}");
        List<Dictionary<string, string>> expected = [.. Csv.Read(GoldenFolder.Read("significance", "expected.csv"))];

        double largest = 0;
        foreach (IGrouping<string, Dictionary<string, string>> group in expected.GroupBy(row => $"{row["case"]} {row["variant"]}"))
        {
            Dictionary<string, string>[] rows = [.. group];
            SegmentTable[] systems = [.. rows.Select(row => StatisticsTable.Of(row["case"], row["variant"], statistics[$"{row["case"]} {row["system"]}"]))];
            largest = Math.Max(largest, ExpectedSignificance.AssertEqual(rows, systems, LastBits));
        }

        GoldenData.Report("Intervals and paired tests of made-up statistics", expected.Count, largest);
        Assert.Equal(40, expected.Count);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    [InlineData(2037)]
    public void Mean_ExactAndPairwise_AreWithinTheLastBit(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => 37 + Math.Sin(i))];

        Assert.Equal(values.Average(), Means.Exact(values), 1e-12);
        Assert.Equal(Means.Exact(values), Means.Pairwise(values), 1e-13);
    }

    // The double nearest to the mean of 1e16, 1 and -1e16 is a third; a plain sum gives 0.
    [Fact]
    public void Exact_Cancellation_KeepsTheSmallNumber() => Assert.Equal(1.0 / 3, Means.Exact([1e16, 1, -1e16]));
}
