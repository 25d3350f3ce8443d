using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Reads tables of text. Comma-separated cells may be quoted as in RFC 4180: a quote inside is doubled, and commas and line ends inside are text. In
/// tab-separated tables a quote is a character like any other.
/// </summary>
internal static class TaskTable
{
    public static IEnumerable<DelimitedRow> Tsv(string path) => TextFile.Lines(path)
        .Where(line => line.Text.Length > 0)
        .Select(line => new DelimitedRow(line.Number, [.. line.Text.Split('\t')]));

    public static IEnumerable<DelimitedRow> Csv(string path)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        long first = 0;
        foreach (TextLine line in TextFile.Lines(path))
        {
            if (!quoted && line.Text.Length == 0) continue;
            if (quoted) cell.Append('\n');
            else first = line.Number;
            Scan(line.Text, cells, cell, ref quoted);
            if (quoted) continue;
            yield return new DelimitedRow(first, [.. cells]);
            cells.Clear();
        }

        if (quoted) throw new InvalidDataException($"{path}({first}): a quote is opened and never closed.\nhint: close it, or double it where it is text.");
    }

    private static void Scan(string line, List<string> cells, StringBuilder cell, ref bool quoted)
    {
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (c == '"' && (quoted || cell.Length == 0)) quoted = !quoted;
            else if (c == ',' && !quoted) Take(cells, cell);
            else cell.Append(c);
        }

        if (!quoted) Take(cells, cell);
    }

    private static void Take(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString());
        cell.Clear();
    }
}

/// <summary>One row with the number of its first line, from 1.</summary>
internal sealed record DelimitedRow(long Line, ImmutableArray<string> Cells);
