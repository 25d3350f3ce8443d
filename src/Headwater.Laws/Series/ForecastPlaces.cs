using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Where a law is to be forecast, in the order of its columns.</summary>
internal static class ForecastPlaces
{
    /// <summary>The places asked for that name every scale of the law and no other, and, for a law in one, the bare scales; in increasing order.</summary>
    public static ImmutableArray<double[]> Of(AnalysisOptions options, IReadOnlyList<string> columns, ObservationTable table)
    {
        IEnumerable<double[]> bare = columns.Count == 1 ? options.At.Select(scale => new[] { scale }) : [];
        IEnumerable<double[]> named = options.AtPlaces.Select(place => ScalesIn(place, columns, table)).OfType<double[]>();
        return [.. bare.Concat(named).DistinctBy(scales => string.Join('/', scales.Select(scale => ObservationColumn.Text(scale)))).OrderBy(scales => scales[0]).ThenBy(scales => scales[^1])];
    }

    /// <summary>Why a law cannot be forecast at what is asked for, as sentences.</summary>
    public static IEnumerable<string> Faults(AnalysisOptions options, LawFamily law, IReadOnlyList<string> columns, ObservationTable table)
    {
        string needed = string.Join(",", columns.Select(column => $"{column}=…"));
        if (columns.Count > 1 && !options.At.IsEmpty)
        {
            yield return $"{law.Name} has {columns.Count} scales, and {Numerals.Size(options.At[0])} says only one to forecast at; expected one for each: {needed}.\nhint: --at {string.Join(',', columns.Select(column => $"{column}={Numerals.Size(options.At[0])}"))}";
        }

        foreach (ImmutableSortedDictionary<string, double> place in options.AtPlaces.Where(place => ScalesIn(place, columns, table) is null))
        {
            string found = string.Join(",", place.Select(pair => $"{pair.Key}={Numerals.Size(pair.Value)}"));
            yield return $"{law.Name} cannot be forecast at {found}; expected the scale{(columns.Count == 1 ? "" : "s")} it goes over: {needed}.\nhint: {Remedy(place, columns)}";
        }
    }

    private static string Remedy(ImmutableSortedDictionary<string, double> place, IReadOnlyList<string> columns)
    {
        string[] names = [.. columns.SelectMany(TableColumns.NamesOf).Concat(columns).Distinct()];
        string? near = place.Keys.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(name => NearestName.To(name, names)).FirstOrDefault(name => name is not null);
        string at = string.Join(',', columns.Select(column => $"{column}={Numerals.Size(place.TryGetValue(column, out double scale) ? scale : place.Values.First())}"));
        return $"{(near is null ? "" : $"did you mean {near}? ")}--at {at}";
    }

    private static double[]? ScalesIn(ImmutableSortedDictionary<string, double> place, IReadOnlyList<string> columns, ObservationTable table)
    {
        Dictionary<string, double> byColumn = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, double scale) in place)
        {
            byColumn[ScaleColumns.ColumnOf(TableColumns.Find(name) ?? name, table)] = scale;
        }

        return byColumn.Count == columns.Distinct().Count() && columns.All(byColumn.ContainsKey) ? [.. columns.Select(column => byColumn[column])] : null;
    }
}
