namespace Headwater.Laws;

/// <summary>Which of a file's columns is which: known ones by name or by another tool's name, mixing rates, and the rest.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, int> known = [];

    public ColumnMap(IReadOnlyList<string> columns)
    {
        HashSet<int> taken = [];
        foreach (ObservationColumn column in ObservationColumn.All)
        {
            // The column's own name first, then the aliases in their order: a second match is left unknown.
            int index = new[] { column.Name }.Concat(column.Aliases).Select(name => IndexOf(columns, name)).FirstOrDefault(found => found >= 0, -1);
            if (index >= 0 && taken.Add(index))
            {
                known[column.Name] = index;
            }
        }

        if (!known.ContainsKey("value") && !known.ContainsKey("metric"))
        {
            Loss = ObservationColumn.LossNames.Select(name => IndexOf(columns, name)).FirstOrDefault(found => found >= 0, -1);
            taken.Add(Loss);
        }

        for (int index = 0; index < columns.Count; index++)
        {
            if (taken.Contains(index))
            {
                continue;
            }

            bool isRate = columns[index].StartsWith(ObservationColumn.RatePrefix, StringComparison.OrdinalIgnoreCase) && columns[index].Length > ObservationColumn.RatePrefix.Length;
            (isRate ? Rates : Unknown).Add((isRate ? columns[index][ObservationColumn.RatePrefix.Length..] : columns[index], index));
        }
    }

    /// <summary>The column that holds a loss in a table without <c>metric</c> and <c>value</c>; −1 for none.</summary>
    public int Loss { get; } = -1;

    /// <summary>Mixing rates: the corpus and the column's index.</summary>
    public List<(string Name, int Index)> Rates { get; } = [];

    /// <summary>Columns that are not understood.</summary>
    public List<(string Name, int Index)> Unknown { get; } = [];

    /// <summary>Where a known column stands; −1 where the file has none of that name.</summary>
    public int this[string column] => known.GetValueOrDefault(column, -1);

    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (int index = 0; index < columns.Count; index++)
        {
            if (columns[index].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
