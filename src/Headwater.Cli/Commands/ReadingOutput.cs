using System.Globalization;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>How a table was read, in a line or two on standard error before any result, and the remarks behind the results: ten lines in all.</summary>
internal sealed class ReadingOutput(Terminal terminal)
{
    private const int MostLines = 10;
    private const int MostDetailLines = 2;
    private const int Width = 120;

    private int _written;

    /// <summary>Writes rows, series, scales, metrics and, where there is any, what was averaged, ignored and assumed.</summary>
    public void Write(Reading? reading)
    {
        if (reading is null)
        {
            return;
        }

        WriteLines([.. Prose.Wrap($"reading: {Count(reading.Rows, "row")}, {(reading.Used == reading.Rows ? "all" : reading.Used)} used: {reading.Series} series × up to {Count(reading.Scales, "scale")}{Over(reading)}; {Metrics(reading)}.")], MostDetailLines);
        string[] details =
        [
            .. reading.Averaged.IsEmpty ? [] : new[] { $"averaged: {string.Join("; ", reading.Averaged)}" },
            .. reading.Ignored.IsEmpty ? [] : new[] { $"ignored: {string.Join("; ", reading.Ignored)}" },
            .. reading.Assumed.IsEmpty ? [] : new[] { $"assumed: {string.Join("; ", reading.Assumed)}" },
        ];
        if (details.Length > 0)
        {
            WriteLines([.. Prose.Wrap($"reading: {string.Join(". ", details)}.")], MostDetailLines + details.Length - 1);
        }
    }

    /// <summary>Writes remarks until the lines are used up, and counts the rest.</summary>
    public void WriteRemarks(IEnumerable<string> remarks)
    {
        string[] all = [.. remarks];
        for (int index = 0; index < all.Length; index++)
        {
            string[] lines = [.. all[index].Split('\n').SelectMany(line => Prose.Wrap(line))];
            bool isLast = index == all.Length - 1;
            if (_written + lines.Length > (isLast ? MostLines : MostLines - 1) && _written > 0 && index > 0)
            {
                terminal.Error.WriteLine($"… and {Count(all.Length - index, "more remark")}; --json lists all under reading.warnings.");
                return;
            }

            WriteLines(lines, int.MaxValue);
        }
    }

    private void WriteLines(string[] lines, int most)
    {
        for (int index = 0; index < Math.Min(lines.Length, most); index++)
        {
            terminal.Error.WriteLine(index == most - 1 && lines.Length > most ? $"{lines[index][..Math.Min(lines[index].Length, Width - 2)]} …" : lines[index]);
            _written++;
        }
    }

    private static string Over(Reading reading) => reading.ScaleColumns.IsEmpty ? "" : $" of {string.Join(" and ", reading.ScaleColumns)}";

    private static string Metrics(Reading reading)
    {
        string[] named = [.. reading.Metrics.Take(3).Select(metric => $"{metric.Metric} ({metric.HigherIsBetter switch { true => "higher is better", false => "lower is better", null => "direction unknown" }})")];
        return reading.Metrics.Length == 0 ? "no metric" : $"{(reading.Metrics.Length == 1 ? "metric" : $"{reading.Metrics.Length} metrics")} {string.Join(", ", named)}{(reading.Metrics.Length > 3 ? ", …" : "")}";
    }

    /// <summary>A number of things, as remarks write it: 1 row, 1014 rows.</summary>
    internal static string Count(int count, string one, string? many = null) => $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
