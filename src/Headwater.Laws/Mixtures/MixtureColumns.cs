using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Finds mixing rates in the tables of other tools: columns that were named, or neighbouring columns of shares that sum to 1 in every row. They become columns <c>rate_CORPUS</c>. A table of rates and
/// a table of values for the same runs become one.
/// </summary>
internal static class MixtureColumns
{
    private const double Rounding = 0.02;

    // The share of the rows that must have rates for the others to be faults.
    private const double MostRows = 0.9;

    // A rate that is wrong may exceed the whole.
    private const double Beyond = 0.5;

    /// <summary>The tables with their rates under names that start with <c>rate_</c>, those of rates and those of values joined.</summary>
    /// <param name="tables">The tables as their files have them.</param>
    /// <param name="named">The columns of rates; none (the default) finds them.</param>
    /// <exception cref="ArgumentException">A column that was named is not there.</exception>
    /// <exception cref="InvalidDataException">Runs of one table are missing in the other.</exception>
    public static ImmutableArray<RawTable> Of(IReadOnlyList<RawTable> tables, IReadOnlyList<string> named)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(named);
        RawTable[] renamed = [.. tables.Select(table => Renamed(table with { Rows = [.. table.Rows] }, named))];
        string[] missing = [.. named.Where(name => tables.All(table => IndexOf(table, name) < 0))];
        if (missing.Length > 0)
        {
            throw new ArgumentException($"--rates names the column \"{missing[0]}\"; found {string.Join(", ", tables.SelectMany(table => table.Columns).Where(column => column.Length > 0).Take(24))}.");
        }

        RawTable[] rates = [.. renamed.Where(table => HasRates(table) && !HasValues(table))];
        RawTable[] values = [.. renamed.Where(table => !HasRates(table))];
        return rates.Length == 1 && values.Length >= 1 && renamed.Length > 1
            ? [.. renamed.Where(table => HasRates(table) && HasValues(table)), .. values.Select(table => Joined(rates[0], table))]
            : [.. renamed];
    }

    private static bool HasRates(RawTable table) => table.Columns.Any(TableColumns.IsRate);

    private static bool HasValues(RawTable table) => WideTable.Of(table).Columns.Any(column => TableColumns.Find(column) == "value");

    private static RawTable Renamed(RawTable table, IReadOnlyList<string> named)
    {
        int[] columns = named.Count > 0 ? [.. named.Select(name => IndexOf(table, name)).Where(index => index >= 0)] : HasRates(table) ? [] : SharesOf(table);
        string[] names = [.. columns.Select(index => table.Columns[index])];
        int prefix = PrefixOf(names);
        ImmutableArray<string> renamed = table.Columns;
        foreach (int index in columns)
        {
            string column = table.Columns[index];
            renamed = TableColumns.IsRate(column) ? renamed : renamed.SetItem(index, ObservationColumn.RatePrefix + column[prefix..]);
        }

        return columns.Length == 0 ? table : table with { Columns = renamed, Assumed = [.. table.Assumed, $"{columns.Length} columns from {names[0]} to {names[^1]} are mixing rates"] };
    }

    private static int IndexOf(RawTable table, string name)
    {
        int own = TableColumns.IndexOf(table.Columns, name);
        return own >= 0 ? own : TableColumns.IndexOf(table.Columns, ObservationColumn.RatePrefix + name);
    }

    // The longest run of columns with shares that sum to 1, or to 100%, in every row; else in nearly every row, so that the rows that do not are reported.
    private static int[] SharesOf(RawTable table)
    {
        RawRow[] rows = [.. table.Rows.Where(row => row.Fault is null)];
        return rows.Length == 0 ? []
            : new[] { (Whole: 1.0, Share: 1.0), (Whole: 100.0, Share: 1.0), (Whole: 1.0, Share: MostRows), (Whole: 100.0, Share: MostRows) }
                .Select(rule => SharesOf(table.Columns.Length, rows, rule.Whole, rule.Share * rows.Length)).FirstOrDefault(found => found.Length > 0, []);
    }

    private static int[] SharesOf(int columns, RawRow[] rows, double whole, double fewest)
    {
        double[][] shares = [.. Enumerable.Range(0, columns).Select(column => rows.Select(row => ShareOf(row[column], whole)).ToArray())];
        int[] longest = [];
        for (int first = 0; first < shares.Length; first++)
        {
            double[] sums = new double[rows.Length];
            for (int last = first; last < shares.Length && shares[last].All(share => !double.IsNaN(share)); last++)
            {
                for (int row = 0; row < sums.Length; row++)
                {
                    sums[row] += shares[last][row];
                }

                if (last > first && last - first + 1 > longest.Length && sums.Count(sum => Math.Abs(sum - 1) <= Rounding) >= fewest)
                {
                    longest = [.. Enumerable.Range(first, last - first + 1)];
                }
            }
        }

        return longest;
    }

    // An empty cell of a rate is a corpus that is left out.
    private static double ShareOf(string? cell, double whole) => cell is null ? 0 : NumberText.TryParsePlain(cell, out double share) && share >= 0 && share <= whole * (1 + Beyond) ? share / whole : double.NaN;

    // What all names begin with, up to a separator: train_the_pile_ of train_the_pile_arxiv.
    private static int PrefixOf(string[] names)
    {
        if (names.Length < 2)
        {
            return 0;
        }

        int common = 0;
        while (names.All(name => common < name.Length - 1 && name[common] == names[0][common]))
        {
            common++;
        }

        return names[0][..common].LastIndexOfAny(['_', '/', ':', '.', '-', ' ']) + 1;
    }

    private static RawTable Joined(RawTable rates, RawTable values)
    {
        string[] keys = [.. rates.Columns.Where(column => column.Length > 0 && !TableColumns.IsRate(column) && values.Columns.Contains(column, StringComparer.OrdinalIgnoreCase))];
        if (keys.Length == 0)
        {
            throw new InvalidDataException($"{rates.Name} has mixing rates and {values.Name} has values, but they share no column that says which run is which; expected one, such as index or run.");
        }

        int[] inRates = [.. keys.Select(key => TableColumns.IndexOf(rates.Columns, key))];
        int[] inValues = [.. keys.Select(key => TableColumns.IndexOf(values.Columns, key))];
        Dictionary<string, RawRow> byKey = new(StringComparer.Ordinal);
        foreach (RawRow row in rates.Rows)
        {
            if (!byKey.TryAdd(KeyOf(row, inRates), row))
            {
                throw new InvalidDataException($"{row.File}({row.Line}): {string.Join(", ", keys)} = {KeyOf(row, inRates)} stands there twice; expected each run once in a table of mixing rates.");
            }
        }

        int[] columns = [.. Enumerable.Range(0, rates.Columns.Length).Where(index => TableColumns.IsRate(rates.Columns[index]) || (rates.Columns[index].Length > 0 && !inRates.Contains(index)))];
        List<RawRow> rows = [];
        foreach (RawRow row in values.Rows)
        {
            if (!byKey.TryGetValue(KeyOf(row, inValues), out RawRow own))
            {
                throw new InvalidDataException($"{row.File}({row.Line}): {rates.Name} has no mixing rates for {string.Join(", ", keys)} = {KeyOf(row, inValues)}.\nhint: add the row there or delete this one.");
            }

            string[] cells = new string[values.Columns.Length + columns.Length];
            Array.Fill(cells, "");
            row.Cells.AsSpan(0, Math.Min(row.Cells.Length, values.Columns.Length)).CopyTo(cells);
            for (int index = 0; index < columns.Length; index++)
            {
                cells[values.Columns.Length + index] = own[columns[index]] ?? "";
            }

            rows.Add(row with { Cells = cells });
        }

        return values with
        {
            Name = $"{rates.Name} and {values.Name}",
            Columns = [.. values.Columns, .. columns.Select(index => rates.Columns[index])],
            Rows = rows,
            Assumed = [.. rates.Assumed, .. values.Assumed, $"{rates.Name} and {values.Name} are of the same runs, by {string.Join(" and ", keys)}"],
        };
    }

    private static string KeyOf(RawRow row, int[] columns) => string.Join('/', columns.Select(column => row[column] ?? ""));
}
