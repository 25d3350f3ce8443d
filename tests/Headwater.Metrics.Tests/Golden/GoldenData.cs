using System.Collections.Concurrent;
using System.Globalization;

namespace Headwater.Metrics.Tests;

/// <summary>WMT22 outputs with the scores the real sacreBLEU 2.6.0 gave them; found through HEADWATER_DATA, never part of the repository.</summary>
internal static class GoldenData
{
    private static readonly ConcurrentDictionary<string, string[]> Files = new();

    /// <summary>Every row of a golden table whose metric is one of <paramref name="metrics"/>; skips the test where the data is absent.</summary>
    public static List<GoldenRow> Rows(string table, params string[] metrics)
    {
        IEnumerable<Dictionary<string, string>> records = Csv.Read(File.ReadAllText(Path.Combine(Folder(), table)));
        return [.. records.Select(record => new GoldenRow(record)).Where(row => metrics.Length == 0 || metrics.Contains(row["metric"]))];
    }

    public static string[] Lines(string languagePair, string file) =>
        Files.GetOrAdd(Path.Combine(Folder(), languagePair, file), path => File.ReadAllText(path).TrimEnd('\n').Split('\n'));

    public static void Report(string what, int rows, double largest) => TestContext.Current.TestOutputHelper?.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {rows} rows compared, largest relative difference {largest:R}"));

    private static string Folder()
    {
        string? data = Environment.GetEnvironmentVariable("HEADWATER_DATA");
        if (string.IsNullOrEmpty(data))
            Assert.Skip("HEADWATER_DATA is not set: the WMT22 outputs and their reference scores are not here.");
        string folder = Path.Combine(data, "mt", "dev");
        if (!Directory.Exists(folder))
            Assert.Skip($"HEADWATER_DATA holds no mt/dev.");
        return folder;
    }
}
