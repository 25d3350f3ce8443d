using System.Globalization;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Adds to rows what their file does not say: columns with one value, and tokens from steps.</summary>
internal static partial class RowCompletion
{
    public const string Step = "step";

    private static readonly string[] StepNames = [Step, "global_step", "_step", "train/global_step"];

    /// <exception cref="ArgumentException">An option names a column there is not.</exception>
    public static RawTable Apply(RawTable table, TableOptions options)
    {
        List<string> columns = [.. table.Columns];
        (int Column, string Value)[] set = [.. options.Set.Select(pair => (PlaceOf(pair.Key, columns), pair.Value))];
        int step = options.TokensPerStep is null ? -1 : StepNames.Select(name => IndexOf(columns, name)).FirstOrDefault(index => index >= 0, -1);
        if (options.TokensPerStep is not null && step < 0)
        {
            throw new ArgumentException($"--tokens-per-step needs a column step; found {string.Join(", ", table.Columns)}. Name the column of training steps step.");
        }

        int tokens = step < 0 ? -1 : PlaceOf("pretraining_tokens", columns);
        return set.Length == 0 && step < 0 ? table : table with { Columns = [.. columns], Rows = table.Rows.Select(Complete) };

        RawRow Complete(RawRow row)
        {
            string[] cells = [.. row.Cells, .. Enumerable.Repeat("", Math.Max(columns.Count - row.Cells.Length, 0))];
            foreach ((int column, string value) in set)
            {
                cells[column] = CellName().Replace(value, match => row[IndexOf(columns, match.Groups[1].Value)] ?? "");
            }

            if (step >= 0 && cells[tokens].Length == 0 && ScaledNumber.TryParse(cells[step], out double steps))
            {
                cells[tokens] = (steps * options.TokensPerStep!.Value).ToString("R", CultureInfo.InvariantCulture);
            }

            return row with { Cells = cells };
        }
    }

    private static int PlaceOf(string name, List<string> columns)
    {
        int place = IndexOf(columns, name);
        if (place < 0 && TableColumns.Find(name) is null)
        {
            throw new ArgumentException($"--set names the column \"{name}\"; expected one of {string.Join(", ", TableColumns.Names)}, a mixing rate such as rate_en, or another column of the table.");
        }

        if (place < 0)
        {
            columns.Add(TableColumns.Find(name)!);
        }

        return place < 0 ? columns.Count - 1 : place;
    }

    private static int IndexOf(List<string> columns, string name)
    {
        string known = TableColumns.Find(name) ?? name;
        return columns.FindIndex(column => known.Equals(TableColumns.Find(column) ?? column, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex CellName();
}
