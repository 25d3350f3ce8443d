using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Turns a table with a column for each metric into one with a row for each value: columns named after metrics, or those that are named. A held-out
/// measurement goes before the same one on the training data.
/// </summary>
internal static class WideTable
{
    private static readonly string[] ErrorEndings = ["stderr", "std_err", "std_error", "standard_error", "se", "sem"];
    private static readonly string[] Limits = ["chance", "ceiling"];
    private const int BenchmarksShown = 3;

    private static readonly string[] ScoreNames = ["score", "result", "metric_value", "values"];

    /// <summary>The table with <c>metric</c> and <c>value</c>; itself where it has both, or where no column is a metric.</summary>
    /// <param name="table">The table as its file has it.</param>
    /// <param name="metricColumns">The columns that hold metrics, by name; none (the default) takes those named after metrics.</param>
    /// <exception cref="ArgumentException">A column that was named is not there.</exception>
    public static RawTable Of(RawTable table, IReadOnlyList<string>? metricColumns = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        table = Revisions.Of(HeaderUnits.Of(table));
        int metric = PlaceOf(table, "metric");
        int value = PlaceOf(table, "value");
        if (metricColumns is { Count: > 0 })
        {
            return Melt(table, [.. metricColumns.Select(name => Named(table, name))], [], []);
        }

        if (metric >= 0 && value < 0)
        {
            int score = ScoreNames.Select(name => TableColumns.IndexOf(table.Columns, name)).FirstOrDefault(index => index >= 0, -1);
            return score < 0 ? table : table with { Columns = table.Columns.SetItem(score, "value"), Assumed = [.. table.Assumed, $"{table.Columns[score]} is the value of the metric"] };
        }

        if (metric >= 0 || value >= 0)
        {
            return table;
        }

        RawTable read = table with { Rows = [.. table.Rows] };
        MetricColumn[] found = [.. Enumerable.Range(0, table.Columns.Length).Where(index => TableColumns.Find(table.Columns[index]) is null)
            .Select(index => MetricColumn.Of(table.Columns[index], index)).OfType<MetricColumn>().Where(column => HoldsNumbers(read, column.Index))];
        List<string> ignored = [];
        List<string> assumed = [];
        if (found.Length == 0)
        {
            found = [.. Benchmarks(read)];
            if (found.Length == 0)
            {
                return read;
            }

            string[] names = [.. found.Select(column => table.Columns[column.Index])];
            assumed.Add($"{Listing.And(names, BenchmarksShown, "columns")} {(names.Length == 1 ? "holds accuracies" : "hold accuracies")} on the {(names.Length == 1 ? "benchmark" : "benchmarks")} of {(names.Length == 1 ? "that name" : "those names")}");
        }

        return Melt(read, [.. Chosen(read, found, ignored, assumed)], ignored, assumed);
    }

    /// <summary>The metric that a column is named after; <c>null</c> for a column that is not.</summary>
    public static string? MetricNamed(string column) => MetricColumn.Of(column, 0)?.Metric;

    private static MetricColumn Named(RawTable table, string name)
    {
        int index = TableColumns.IndexOf(table.Columns, name.Trim());
        index = index >= 0 ? index : table.Columns.ToList().FindIndex(column => ColumnName.Plain(column) == ColumnName.Plain(name));
        return index < 0
            ? throw new ArgumentException($"--metric-columns names the column \"{name}\"; found {string.Join(", ", table.OwnColumns)}.\nhint: --metric-columns {NearestName.To(name, table.OwnColumns) ?? table.OwnColumns.LastOrDefault()}")
            : MetricColumn.Of(table.Columns[index], index) is { Task: null } known ? known : new(index, table.Columns[index], null, null);
    }

    // Of one metric (and task), what was held out counts: the training loss is another thing. Several held-out parts are told apart by the task.
    private static IEnumerable<MetricColumn> Chosen(RawTable table, MetricColumn[] found, List<string> ignored, List<string> assumed)
    {
        foreach (IGrouping<(string Metric, string? Task), MetricColumn> same in found.GroupBy(column => (column.Metric, column.Task)))
        {
            MetricColumn[] heldOut = [.. same.Where(column => column.IsHeldOut)];
            MetricColumn[] open = [.. same.Where(column => column.Split is null)];
            MetricColumn[] kept = heldOut.Length > 0 ? heldOut : open.Length > 0 ? open : [.. same];
            foreach (MetricColumn column in same.Except(kept))
            {
                ignored.Add($"{table.Columns[column.Index]} ({(column.IsTraining || column.IsLoss ? "the training data's" : "not said to be held out")}; {table.Columns[kept[0].Index]} goes before it, or choose by --metric-columns)");
            }

            if (kept[0].IsTraining)
            {
                assumed.Add($"{table.Columns[kept[0].Index]} stands for a measurement on held-out data");
            }

            foreach (MetricColumn column in kept)
            {
                yield return kept.Length == 1 ? column with { Split = null } : column;
            }
        }
    }

    // Columns named after benchmarks and nothing else, as leaderboards write accuracies. A choice among answers has to be one of them, since words such as math and drop name other things too.
    private static IEnumerable<MetricColumn> Benchmarks(RawTable table)
    {
        int[] columns = [.. Enumerable.Range(0, table.Columns.Length).Where(index => TableColumns.Find(table.Columns[index]) is null && GuessingLevels.IsBenchmark(table.Columns[index]) && HoldsShares(table, index))];
        return columns.Any(index => GuessingLevels.Of(table.Columns[index]) is not null) ? columns.Select(index => new MetricColumn(index, "accuracy", table.Columns[index], null)) : [];
    }

    private static bool HoldsShares(RawTable table, int column) => HoldsNumbers(table, column)
        && table.Rows.Where(row => row.Fault is null).Select(row => row[column]).OfType<string>().All(cell => !NumberText.TryParsePlain(cell, out double value) || value is >= 0 and <= 100);

    private static RawTable Melt(RawTable table, MetricColumn[] columns, List<string> ignored, List<string> assumed)
    {
        List<string> names = [.. table.Columns];
        int metric = Place(names, "metric");
        int value = Place(names, "value");
        int direction = Place(names, "higher_is_better");
        int task = columns.Any(column => column.Task is not null || column.Split is not null) ? Place(names, "task") : -1;
        int[] errors = [.. columns.Select(column => ErrorOf(table, column))];
        int stderr = errors.Any(index => index >= 0) ? Place(names, "stderr") : PlaceOf(table, "stderr");
        int[] ofShares = [.. Limits.Select(name => PlaceOf(table, name)).Where(index => index >= 0)];
        RawRow[] before = [.. table.Rows];
        List<RawRow> rows = new(before.Length * columns.Length);
        int[] empty = new int[columns.Length];

        // A run that has not ended has no value yet; a column with no value at all is a fault. So is "nan" in the only column: such a run has diverged.
        bool mayLack = columns.Length > 1 || Array.Exists(before, row => row[columns[0].Index] is { } cell && !IsEmpty(cell));
        foreach (RawRow row in before)
        {
            if (row.Fault is not null)
            {
                rows.Add(row);
                continue;
            }

            for (int at = 0; at < columns.Length; at++)
            {
                MetricColumn column = columns[at];
                if (mayLack && (row[column.Index] is not { } cell || (columns.Length > 1 ? IsNoNumber(cell) : IsEmpty(cell))))
                {
                    empty[at]++;
                    continue;
                }

                string[] cells = new string[names.Count];
                Array.Fill(cells, "");
                row.Cells.AsSpan(0, Math.Min(row.Cells.Length, names.Count)).CopyTo(cells);
                cells[metric] = column.Metric;
                cells[value] = row[column.Index] ?? "";
                cells[direction] = column.IsLoss ? "false" : direction < row.Cells.Length ? cells[direction] : "";
                if (task >= 0)
                {
                    cells[task] = string.Join('/', new[] { cells[task], column.Task ?? "", column.Split ?? "" }.Where(part => part.Length > 0));
                }

                if (stderr >= 0 && (errors[at] >= 0 || columns.Length > 1))
                {
                    cells[stderr] = row[errors[at]] ?? "";
                }

                // Chance and ceiling of several metrics are those of the shares among them.
                if (columns.Length > 1 && MetricTraits.Of(column.Metric).Maximum is null)
                {
                    Array.ForEach(ofShares, index => cells[index] = "");
                }

                rows.Add(row with { Cells = cells });
            }
        }

        for (int at = 0; at < columns.Length; at++)
        {
            if (empty[at] > 0)
            {
                ignored.Add($"{empty[at]} of {before.Length} rows without a number under {table.Columns[columns[at].Index]}");
            }
        }

        return table with
        {
            Columns = [.. names],
            Rows = rows,
            Ignored = [.. table.Ignored, .. ignored],
            Assumed = [.. table.Assumed, .. assumed],
            Added = [.. table.Added, .. names.Skip(table.Columns.Length)],
            Melted = [.. table.Melted, .. columns.Select(column => table.Columns[column.Index]), .. errors.Where(index => index >= 0).Select(index => table.Columns[index])],
        };
    }

    private static int ErrorOf(RawTable table, MetricColumn column)
    {
        string plain = ColumnName.Plain(table.Columns[column.Index]);
        return table.Columns.ToList().FindIndex(name => ErrorEndings.Any(ending => ColumnName.Plain(name) == $"{plain}_{ending}"));
    }

    private static bool HoldsNumbers(RawTable table, int column) => table.Rows.All(row => row.Fault is not null) || table.Rows.Any(row => row[column] is { } cell && Cells.LooksNumeric(cell));

    private static bool IsNoNumber(string cell) => IsEmpty(cell) || cell.TrimStart('-', '+').ToLowerInvariant() is "nan" or "inf" or "infinity";

    private static bool IsEmpty(string cell) => cell.TrimStart('-', '+').ToLowerInvariant() is "na" or "n/a" or "none" or "null" or "";

    private static int PlaceOf(RawTable table, string column)
    {
        int own = TableColumns.IndexOf(table.Columns, column);
        return own >= 0 ? own : table.Columns.ToList().FindIndex(name => TableColumns.Find(name) == column);
    }

    private static int Place(List<string> names, string column)
    {
        int known = names.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
        known = known >= 0 ? known : names.FindIndex(name => TableColumns.Find(name) == column);
        if (known < 0)
        {
            names.Add(column);
        }

        return known < 0 ? names.Count - 1 : known;
    }
}
