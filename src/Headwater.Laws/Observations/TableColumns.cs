using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The columns an observation table may have, by name. Names are compared whatever their case, and whether their words are joined by spaces, dots, hyphens or capitals.</summary>
internal static class TableColumns
{
    private static readonly Dictionary<string, ObservationColumn> ByName = ObservationColumn.All
        .SelectMany(column => column.Aliases.Prepend(column.Name).Select(name => (name, column)))
        .ToDictionary(pair => pair.name, pair => pair.column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns' own names, in the order they are written in. Mixing rates are columns too: <c>rate_</c> and the corpus.</summary>
    public static ImmutableArray<string> Names { get; } = [.. ObservationColumn.All.Select(column => column.Name)];

    /// <summary>The own name of a column that may go by another tool's name; <c>null</c> for a column that is not known.</summary>
    public static string? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Known(name) is { } column ? column.Name
            : IsRate(name) ? ObservationColumn.RatePrefix + name[ObservationColumn.RatePrefix.Length..].ToLowerInvariant()
            : WithUnit(name)?.Column.Name;
    }

    /// <summary>The names a known column may go by, its own first; none for a column that is not known.</summary>
    public static IEnumerable<string> NamesOf(string name) =>
        Known(name) is { } column ? column.Aliases.Prepend(column.Name) : IsRate(name) ? [name.ToLowerInvariant()] : [];

    /// <summary>Whether a known column holds numbers.</summary>
    public static bool HoldsNumbers(string name) => IsRate(name) || (Known(name) is { } column && column.Kind is not (ColumnKind.Text or ColumnKind.Flag));

    /// <summary>A known column of sizes whose header says a unit, and how much one of it counts: <c>Tokens (B)</c>; <c>null</c> for any other.</summary>
    internal static (ObservationColumn Column, double Unit)? WithUnit(string name) =>
        !ByName.ContainsKey(name.Trim()) && ColumnName.CutUnit(name) is (var rest, var unit) && Known(rest) is { Kind: ColumnKind.Size } column ? (column, unit) : null;

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

    private static ObservationColumn? Known(string name) =>
        ByName.TryGetValue(name, out ObservationColumn? column) || ByName.TryGetValue(ColumnName.Plain(name), out column) ? column
        : ColumnName.BeforeBrackets(name) is { } bare && Known(bare) is { Kind: ColumnKind.Text } text ? text : null; // Corpus (name); brackets behind a number are a unit
}
