using System.Globalization;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Adds to rows what their file does not say: columns with one value, and tokens from steps.</summary>
internal static class RowCompletion
{
    public const string Step = "step";

    private static readonly string[] StepNames = [Step, "global_step", "train/global_step", "trainer/global_step", "steps", "train_step", "training_step", "train_steps", "training_steps", "n_steps", "num_steps", "iteration", "iter", "_step"];

    /// <exception cref="ArgumentException">An option names a column there is not.</exception>
    public static RawTable Apply(RawTable table, TableOptions options)
    {
        List<string> columns = [.. table.Columns];
        (int Column, CellTemplate Value)[] set = [.. options.Set.Select(pair => (PlaceOf(pair.Key, columns), CellTemplate.Of(pair, table, name => IndexOf(table.Columns, name))))];
        int step = options.TokensPerStep is null ? -1 : StepNames.Select(name => IndexOf(columns, name)).FirstOrDefault(index => index >= 0, -1);
        if (options.TokensPerStep is not null && step < 0)
        {
            throw new ArgumentException($"--tokens-per-step needs a column named step; found {string.Join(", ", table.OwnColumns)}.\nhint: rename the column of training steps to step.");
        }

        string[] replaced = [.. set.SelectMany(assignment => Replaced(assignment.Column, columns))];
        int tokens = step < 0 ? -1 : PlaceOf("pretraining_tokens", columns);
        return set.Length == 0 && step < 0 ? table : table with { Columns = [.. columns], Rows = table.Rows.Select(Complete), Assumed = [.. table.Assumed, .. Assumed()], Ignored = [.. table.Ignored, .. replaced.Select(name => $"{name} (--set says what it would)")] };

        IEnumerable<string> Assumed()
        {
            if (step >= 0)
            {
                yield return $"a step ({columns[step]}) is {NumberText.Format(options.TokensPerStep!.Value)} tokens";
            }
        }

        RawRow Complete(RawRow row)
        {
            string[] cells = new string[Math.Max(columns.Count, row.Cells.Length)];
            row.Cells.CopyTo(cells, 0);
            Array.Fill(cells, "", row.Cells.Length, cells.Length - row.Cells.Length);
            foreach ((int column, CellTemplate value) in set)
            {
                cells[column] = value.For(row);
            }

            if (step >= 0 && cells[tokens].Length == 0 && NumberText.TryParse(cells[step], out double steps))
            {
                cells[tokens] = (steps * options.TokensPerStep!.Value).ToString("R", CultureInfo.InvariantCulture);
            }

            return row with { Cells = cells };
        }
    }

    // Where two columns have one meaning, the one that is set counts and the others lose their names.
    private static IEnumerable<string> Replaced(int column, List<string> columns)
    {
        if (TableColumns.Find(columns[column]) is not { } known)
        {
            yield break;
        }

        for (int index = 0; index < columns.Count; index++)
        {
            if (index != column && TableColumns.Find(columns[index]) == known)
            {
                yield return columns[index];
                columns[index] = "";
            }
        }
    }

    private static int PlaceOf(string name, List<string> columns)
    {
        int place = IndexOf(columns, name);
        if (place < 0 && TableColumns.Find(name) is null)
        {
            throw new ArgumentException($"--set names the column \"{name}\"; expected one of {string.Join(", ", TableColumns.Names)}, a mixing rate such as rate_en, or another column of the table.\nhint: --set {NearestName.To(name, [.. TableColumns.Names, .. columns]) ?? "pretraining_data"}=VALUE");
        }

        if (place < 0)
        {
            columns.Add(TableColumns.Find(name)!);
        }

        return place < 0 ? columns.Count - 1 : place;
    }

    // A column of that very name comes before one that only means the same.
    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        string known = TableColumns.Find(name) ?? name;
        int exact = Find(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
        return exact >= 0 ? exact : Find(column => known.Equals(TableColumns.Find(column), StringComparison.OrdinalIgnoreCase));

        int Find(Func<string, bool> matches) => Enumerable.Range(0, columns.Count).FirstOrDefault(index => matches(columns[index]), -1);
    }
}
