using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Headwater.Laws;

/// <summary>Rows as equal where they agree in some of their columns, and in an order by them.</summary>
internal sealed class RowComparer : IEqualityComparer<Observation>, IComparer<Observation>
{
    private readonly ObservationColumn[] _columns;
    private readonly bool _everyCell;
    private readonly bool _settings;

    private RowComparer(IEnumerable<ObservationColumn> columns, bool everyCell, bool settings)
    {
        // Numbers first: they are quicker to compare, and more of them differ.
        _columns = [.. columns.OrderBy(column => column.Kind == ColumnKind.Text ? 1 : 0)];
        (_everyCell, _settings) = (everyCell, settings);
    }

    /// <summary>All that identifies a row agrees, its seed and every setting in columns that are not known included.</summary>
    public static RowComparer InPlace { get; } = new(ObservationColumn.All.Where(column => Replicates.IsIdentity(column.Name)), everyCell: false, settings: true);

    /// <summary>Everything agrees: what identifies a row, what was measured, and the columns that are not known.</summary>
    public static RowComparer InEveryCell { get; } = new(ObservationColumn.All, everyCell: true, settings: false);

    /// <summary>All that identifies a row agrees, but for the columns named.</summary>
    public static RowComparer InPlaceWithout(params string[] columns) =>
        new(ObservationColumn.All.Where(column => Replicates.IsIdentity(column.Name) && !columns.Contains(column.Name)), everyCell: false, settings: false);

    /// <summary>Whether two rows have the same numbers under the same names.</summary>
    public static bool AreEqual(ImmutableSortedDictionary<string, double> x, ImmutableSortedDictionary<string, double> y) => ReferenceEquals(x, y) || x.SequenceEqual(y);

    public bool Equals(Observation? x, Observation? y)
    {
        if (x is null || y is null)
        {
            return x == y;
        }

        foreach (ObservationColumn column in _columns)
        {
            if (!column.AreEqual(x, y))
            {
                return false;
            }
        }

        return AreEqual(x.Rates, y.Rates)
            && (!_everyCell || (AreEqual(x.Extra, y.Extra) && HaveEqual(x.Labels, y.Labels)))
            && (!_settings || (SettingsOf(x.Extra).SequenceEqual(SettingsOf(y.Extra)) && SettingsOf(x.Labels).SequenceEqual(SettingsOf(y.Labels))));
    }

    public int GetHashCode([DisallowNull] Observation obj)
    {
        HashCode hash = default;
        foreach (ObservationColumn column in _columns)
        {
            hash.Add(column.HashOf(obj));
        }

        return hash.ToHashCode();
    }

    public int Compare(Observation? x, Observation? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        foreach (ObservationColumn column in _columns)
        {
            if (column.Compare(x, y) is not 0 and int order)
            {
                return order;
            }
        }

        return Compare(x.Rates, y.Rates) is not 0 and int byRates ? byRates : !_everyCell ? 0 : Compare(x.Extra, y.Extra) is not 0 and int byNumbers ? byNumbers : Compare(x.Labels, y.Labels);
    }

    private static bool HaveEqual(ImmutableSortedDictionary<string, string> x, ImmutableSortedDictionary<string, string> y) => ReferenceEquals(x, y) || x.SequenceEqual(y);

    private static IEnumerable<KeyValuePair<string, T>> SettingsOf<T>(ImmutableSortedDictionary<string, T> cells) => cells.Where(cell => SideColumns.IsSetting(cell.Key));

    private static int Compare(ImmutableSortedDictionary<string, string> x, ImmutableSortedDictionary<string, string> y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        foreach ((KeyValuePair<string, string> first, KeyValuePair<string, string> second) in x.Zip(y))
        {
            int order = string.CompareOrdinal(first.Key, second.Key) is not 0 and int byName ? byName : string.CompareOrdinal(first.Value, second.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Count.CompareTo(y.Count);
    }

    private static int Compare(ImmutableSortedDictionary<string, double> x, ImmutableSortedDictionary<string, double> y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        foreach ((KeyValuePair<string, double> first, KeyValuePair<string, double> second) in x.Zip(y))
        {
            int order = string.CompareOrdinal(first.Key, second.Key) is not 0 and int byName ? byName : first.Value.CompareTo(second.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Count.CompareTo(y.Count);
    }
}
