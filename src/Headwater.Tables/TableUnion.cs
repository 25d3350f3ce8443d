using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Puts tables under one another by the names of their columns, whatever name a tool gives a column.</summary>
internal static class TableUnion
{
    /// <summary>One table of all rows. Rows of tables with a source of their own say so in the column <c>source</c>, unless they already do.</summary>
    public static RawTable Of(IReadOnlyList<TablePart> parts)
    {
        if (parts is [{ Source: null } only])
        {
            return only.Table;
        }

        List<string> columns = [];
        List<RawRow> rows = [];
        foreach (TablePart part in parts)
        {
            Append(part, columns, rows);
        }

        string[] sources = [.. parts.Select(part => part.Source).OfType<string>().Distinct()];
        ImmutableArray<string> warnings = [.. parts.SelectMany(part => part.Table.Warnings)];
        return new RawTable($"{parts.Count} tables", [.. columns], rows).WithNotesOf(parts.Select(part => part.Table)) with
        {
            Warnings = sources.Length < 2 ? warnings : [.. warnings, $"{sources.Length} tables are kept apart by the column source: {string.Join(", ", sources)}. --set source=all builds series across them."],
        };
    }

    private static void Append(TablePart part, List<string> columns, List<RawRow> rows)
    {
        int[] places = [.. part.Table.Columns.Select(name => name.Length == 0 ? -1 : PlaceOf(TableColumns.Find(name) ?? name, columns))];
        int source = part.Source is null ? -1 : PlaceOf("source", columns);
        foreach (RawRow row in part.Table.Rows)
        {
            string[] cells = new string[columns.Count];
            Array.Fill(cells, "");
            for (int index = 0; index < Math.Min(row.Cells.Length, places.Length); index++)
            {
                if (places[index] >= 0 && cells[places[index]].Length == 0)
                {
                    cells[places[index]] = row.Cells[index];
                }
            }

            if (source >= 0 && string.IsNullOrWhiteSpace(cells[source]))
            {
                cells[source] = part.Source!;
            }

            rows.Add(row with { Cells = cells });
        }
    }

    private static int PlaceOf(string name, List<string> columns)
    {
        int place = columns.FindIndex(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
        {
            columns.Add(name);
        }

        return place < 0 ? columns.Count - 1 : place;
    }
}

/// <summary>One file of those a user names.</summary>
internal sealed record TablePart(RawTable Table)
{
    /// <summary>The name the file came under, where its rows are kept apart from those of other tables; <c>null</c> where they belong together.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the file is one run's log or result and not a table.</summary>
    public bool IsLog { get; init; }
}
