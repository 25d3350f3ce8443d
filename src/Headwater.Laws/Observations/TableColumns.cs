using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The columns an observation table may have, by name. Names are compared whatever their case.</summary>
public static class TableColumns
{
    private static readonly Dictionary<string, ObservationColumn> ByName = ObservationColumn.All
        .SelectMany(column => column.Aliases.Prepend(column.Name).Select(name => (name, column)))
        .ToDictionary(pair => pair.name, pair => pair.column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns' own names, in the order they are written in. Mixing rates are columns too: <c>rate_</c> and the corpus.</summary>
    public static ImmutableArray<string> Names { get; } = [.. ObservationColumn.All.Select(column => column.Name)];

    /// <summary>The own name of a column that may go by another tool's name; <c>null</c> for a column that is not known.</summary>
    public static string? Find(string name) => ByName.TryGetValue(name, out ObservationColumn? column) ? column.Name : IsRate(name) ? name.ToLowerInvariant() : null;

    /// <summary>The names a known column may go by, its own first; none for a column that is not known.</summary>
    public static IEnumerable<string> NamesOf(string name) =>
        ByName.TryGetValue(name, out ObservationColumn? column) ? column.Aliases.Prepend(column.Name) : IsRate(name) ? [name.ToLowerInvariant()] : [];

    /// <summary>Whether a known column holds numbers.</summary>
    public static bool HoldsNumbers(string name) => IsRate(name) || (ByName.TryGetValue(name, out ObservationColumn? column) && column.Kind is not (ColumnKind.Text or ColumnKind.Flag));

    /// <summary>The column that is the value of a table without <c>metric</c> and <c>value</c>, by its index: a loss by its name; −1 for none.</summary>
    public static int LossAmong(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Any(column => Find(column) is "metric" or "value")
            ? -1
            : ObservationColumn.LossNames.Select(name => IndexOf(columns, name)).FirstOrDefault(found => found >= 0, -1);
    }

    internal static bool IsRate(string name) => name.Length > ObservationColumn.RatePrefix.Length && name.StartsWith(ObservationColumn.RatePrefix, StringComparison.OrdinalIgnoreCase);

    internal static int IndexOf(IReadOnlyList<string> columns, string name)
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
