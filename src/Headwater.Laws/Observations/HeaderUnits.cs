using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>Makes sizes whose header says a unit count single tokens, parameters or FLOPs: 1.5 under <c>Tokens (B)</c> becomes 1.5B under <c>pretraining_tokens</c>.</summary>
internal static class HeaderUnits
{
    private static readonly Dictionary<double, char> Letters = new() { [1e3] = 'K', [1e6] = 'M', [1e9] = 'B', [1e12] = 'T' };

    /// <summary>The table with its units applied; itself where no header says one. A cell with a letter of its own (300B) is taken as it is.</summary>
    public static RawTable Of(RawTable table)
    {
        ImmutableArray<string> columns = table.Columns;
        Dictionary<int, double> units = [];
        List<string> assumed = [];
        for (int index = 0; index < table.Columns.Length; index++)
        {
            if (TableColumns.WithUnit(table.Columns[index]) is (var column, var unit) && !columns.Any(name => TableColumns.IndexOf([name], column.Name) >= 0 || (TableColumns.WithUnit(name) is null && TableColumns.Find(name) == column.Name)))
            {
                units[index] = unit;
                columns = columns.SetItem(index, column.Name);
                assumed.Add($"{table.Columns[index]} is {column.Name} in units of {Numerals.Size(unit)}");
            }
        }

        return units.Count == 0 ? table : table with { Columns = columns, Rows = Scale(table.Rows, units), Assumed = [.. table.Assumed, .. assumed] };
    }

    private static IEnumerable<RawRow> Scale(IEnumerable<RawRow> rows, Dictionary<int, double> units)
    {
        foreach (RawRow row in rows)
        {
            string[] cells = [.. row.Cells];
            foreach ((int index, double unit) in units)
            {
                if (index < cells.Length && NumberText.TryParsePlain(cells[index], out double value))
                {
                    cells[index] = Letters.TryGetValue(unit, out char letter) && !cells[index].AsSpan().ContainsAny("eE,_ ")
                        ? $"{cells[index].Trim()}{letter}"
                        : (value * unit).ToString("R", CultureInfo.InvariantCulture);
                }
            }

            yield return row with { Cells = cells };
        }
    }
}
