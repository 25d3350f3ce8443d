namespace Headwater.Metrics.Tests;

/// <summary>Intervals and paired tests of the nine en-de systems of WMT22, against NumPy: tests/golden/significance says how they were made.</summary>
public class WmtSignificanceTests
{
    // As for the made-up statistics: only exp and log of BLEU may round otherwise on another machine.
    private const double LastBits = 1e-13;

    [Fact]
    public void Compare_EnDeSystems_EqualsNumpy()
    {
        string[] reference = GoldenData.Lines("en-de", "ref.A.de.txt");
        List<Dictionary<string, string>> expected = [.. Csv.Read(GoldenFolder.Read("significance", "wmt22-en-de.csv"))];

        double largest = 0;
        foreach (IGrouping<string, Dictionary<string, string>> metric in expected.GroupBy(row => row["case"]))
        {
            SegmentTable[] systems = [.. metric.Select(row => TableOf(metric.Key, GoldenData.Lines("en-de", row["system"]), reference))];
            largest = Math.Max(largest, ExpectedSignificance.AssertEqual([.. metric], systems, LastBits));
        }

        GoldenData.Report("Intervals and paired tests", expected.Count, largest);
        Assert.Equal(27, expected.Count);
    }

    private static SegmentTable TableOf(string metric, string[] system, string[] reference) => metric switch
    {
        "BLEU" => SegmentTable.Of(Bleu.Segments(system, [reference])),
        "chrF2" => SegmentTable.Of(Chrf.Segments(system, [reference])),
        _ => SegmentTable.Of(Ter.Segments(system, [reference])),
    };
}
