using System.Collections.Immutable;
using System.Globalization;

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
                for (int i = 0; i < ofMetric[s].Table.Count; i++)
                {
                    string[] row = [.. ofMetric[s].Table.Row(i).Select(cell => cell.ToString("R", CultureInfo.InvariantCulture))];
                    text.WriteLine($"{ofMetric[s].Score.Name}\t{systems[s].Name}\t{i + 1}\t{string.Join(' ', row)}");
                }
            }
        }

        File.WriteAllText(path, text.ToString());
    }
}
