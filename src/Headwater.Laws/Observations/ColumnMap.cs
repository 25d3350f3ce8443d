namespace Headwater.Laws;

/// <summary>Which of a file's columns is which: known ones by name or by another tool's name, mixing rates, and the rest.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, int> _known = [];

    public ColumnMap(IReadOnlyList<string> columns, IReadOnlyCollection<string> melted)
    {
        HashSet<int> taken = [];
        foreach (ObservationColumn column in ObservationColumn.All)
        {
            // The column's own name first, then the aliases in their order: a second match is left unknown.
            int index = column.Aliases.Prepend(column.Name).Select(name => TableColumns.IndexOf(columns, name)).FirstOrDefault(found => found >= 0, -1);
            index = index >= 0 ? index : Enumerable.Range(0, columns.Count).FirstOrDefault(at => !taken.Contains(at) && TableColumns.Find(columns[at]) == column.Name && TableColumns.WithUnit(columns[at]) is null, -1);
            if (index >= 0 && taken.Add(index))
            {
                _known[column.Name] = index;
            }
        }

        for (int index = 0; index < columns.Count; index++)
        {
            // A column without a name is the row number that data frames write.
            if (taken.Contains(index) || columns[index].Length == 0 || melted.Contains(columns[index]))
            {
                continue;
            }

            bool isRate = TableColumns.IsRate(columns[index]);
            (isRate ? Rates : Unknown).Add((isRate ? columns[index][ObservationColumn.RatePrefix.Length..] : columns[index], index));
        }
    }

    /// <summary>Mixing rates: the corpus and the column's index.</summary>
    public List<(string Name, int Index)> Rates { get; } = [];

    /// <summary>Columns that are not understood.</summary>
    public List<(string Name, int Index)> Unknown { get; } = [];

    /// <summary>Where a known column stands; −1 where the file has none of that name.</summary>
    public int this[string column] => _known.GetValueOrDefault(column, -1);
}
