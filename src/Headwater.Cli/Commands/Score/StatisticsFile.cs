using System.Collections.Immutable;
using System.Globalization;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>The statistics of every segment, tab-separated, for tests of one's own: metric, system, segment from 1, and its row of numbers between spaces.</summary>
internal static class StatisticsFile
{
    public static void Write(string path, ImmutableArray<SegmentStream> systems, ScoredSystem[][] scored)
    {
        using StringWriter text = new() { NewLine = "\n" };
        text.WriteLine("metric\tsystem\tsegment\tstatistics");
        foreach (ScoredSystem[] ofMetric in scored)
        {
            for (int s = 0; s < systems.Length; s++)
            {
                SegmentTable table = ofMetric[s].Table!;
                for (int i = 0; i < table.Count; i++)
                {
                    string[] row = [.. table.Row(i).Select(cell => cell.ToString("R", CultureInfo.InvariantCulture))];
                    text.WriteLine($"{ofMetric[s].Score.Name}\t{systems[s].Name}\t{i + 1}\t{string.Join(' ', row)}");
                }
            }
        }

        File.WriteAllText(path, text.ToString());
    }
}
