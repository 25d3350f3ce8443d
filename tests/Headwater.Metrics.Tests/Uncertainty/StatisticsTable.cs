using System.Globalization;

namespace Headwater.Metrics.Tests;

/// <summary>Tables from the rows of statistics.csv, whose cases and variants make_golden.py names.</summary>
internal static class StatisticsTable
{
    public static SegmentTable Of(string name, string variant, IEnumerable<Dictionary<string, string>> rows)
    {
        double[][] cells = [.. rows.Select(row => row["statistics"].Split(' ').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        return name.Split('-', '+')[0] switch
        {
            "bleu" => SegmentTable.Of([.. cells.Select(Bleu)], BleuVariant(variant)),
            "chrf" => SegmentTable.Of([.. cells.Select(Chrf)], new ChrfOptions { EpsSmoothing = variant == "eps", WordOrder = cells[0].Length / 3 - 6 }),
            _ => SegmentTable.Of([.. cells.Select(Ter)]),
        };
    }

    private static BleuOptions BleuVariant(string variant) => variant switch
    {
        "floor" => new BleuOptions { Smoothing = BleuSmoothing.Floor },
        "add-k" => new BleuOptions { Smoothing = BleuSmoothing.AddK },
        "add-half" => new BleuOptions { Smoothing = BleuSmoothing.AddK, SmoothingValue = 0.5 },
        "none" => new BleuOptions { Smoothing = BleuSmoothing.None },
        "effective" => new BleuOptions { EffectiveOrder = true },
        _ => new BleuOptions(),
    };

    private static BleuStatistics Bleu(double[] row) => new()
    {
        HypothesisLength = (long)row[0],
        ReferenceLength = (long)row[1],
        Matches = [.. row[2..6].Select(cell => (long)cell)],
        Totals = [.. row[6..].Select(cell => (long)cell)],
        ReferenceCount = 1,
    };

    private static ChrfStatistics Chrf(double[] row)
    {
        long[] counts = [.. row.Select(cell => (long)cell)];
        int orders = counts.Length / 3;
        return new ChrfStatistics
        {
            HypothesisTotals = [.. counts[..orders]],
            ReferenceTotals = [.. counts[orders..(2 * orders)]],
            Matches = [.. counts[(2 * orders)..]],
            ReferenceCount = 1,
        };
    }

    private static TerStatistics Ter(double[] row) => new() { Edits = (long)row[0], ReferenceLength = row[1], ReferenceCount = 1 };
}
