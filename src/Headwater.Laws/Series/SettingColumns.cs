using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Finds the columns that tell rows apart which would otherwise be averaged at one scale: columns this library does not know, and, under a
/// <c>series</c> column, those it knows. Such a column is a setting of the run and identifies the series.
/// </summary>
internal sealed class SettingColumns(IReadOnlyCollection<string> scaleColumns)
{
    private readonly string[] _scales = [.. scaleColumns];

    /// <summary>Rows of one series in their order, cut until no setting differs at a scale; each part with the settings it was cut by.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="known">Columns of the table's own that may differ between the rows.</param>
    public IEnumerable<(ImmutableArray<KeyValuePair<string, string>> Settings, Observation[] Rows)> Cut(Observation[] rows, IReadOnlyList<ObservationColumn> known)
    {
        if (Splitting(rows, known) is not { } column)
        {
            return [([], rows)];
        }

        return rows.GroupBy(column.Read, StringComparer.Ordinal).SelectMany(part => Cut([.. part], known)
            .Select(cut => ((ImmutableArray<KeyValuePair<string, string>>)[.. part.Key.Length == 0 ? [] : new[] { KeyValuePair.Create(column.Name, part.Key) }, .. cut.Settings], cut.Rows)));
    }

    /// <summary>Columns in which rows at one scale still differ, but that are not settings: a number measured beside the value, or tuned at each scale.</summary>
    public IEnumerable<string> Differing(Observation[] rows) => Candidates(rows, []).Where(column => Differs(Meeting(rows), column)).Select(column => column.Name);

    /// <summary>The text of a column that is not known; empty where the row has none.</summary>
    public static string TextOf(Observation row, string column) =>
        row.Labels.TryGetValue(column, out string? text) ? text : row.Extra.TryGetValue(column, out double number) ? ObservationColumn.Text(number)! : "";

    private Column? Splitting(Observation[] rows, IReadOnlyList<ObservationColumn> known)
    {
        Observation[][] meeting = Meeting(rows);
        return meeting.Length == 0 ? null
            : Candidates(rows, known).Where(column => Differs(meeting, column) && IsSetting(rows, column))
                .OrderBy(column => column.IsText ? 0 : 1).ThenBy(column => rows.Select(column.Read).Distinct().Count()).ThenBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault();
    }

    private IEnumerable<Column> Candidates(Observation[] rows, IReadOnlyList<ObservationColumn> known)
    {
        IEnumerable<string> texts = rows.SelectMany(row => row.Labels.Keys).Distinct();
        IEnumerable<string> numbers = rows.SelectMany(row => row.Extra.Keys).Distinct();
        HashSet<string> textNames = [.. texts];
        return known.Select(column => new Column(column.Name, row => column.Write(row) ?? "", IsText: column.Kind == ColumnKind.Text, IsKnown: true))
            .Concat(textNames.Where(IsCandidate).Select(name => new Column(name, row => TextOf(row, name), IsText: true, IsKnown: false)))
            .Concat(numbers.Where(name => !textNames.Contains(name) && IsCandidate(name)).Select(name => new Column(name, row => TextOf(row, name), IsText: false, IsKnown: false)));
    }

    private bool IsCandidate(string name) => SideColumns.IsSetting(name) && !_scales.Contains(name, StringComparer.OrdinalIgnoreCase);

    private Observation[][] Meeting(Observation[] rows) => [.. rows.GroupBy(ScaleOf).Where(group => group.Skip(1).Any()).Select(group => group.ToArray())];

    private static bool Differs(Observation[][] meeting, Column column) => meeting.Any(rows => rows.Any(row => column.Read(row) != column.Read(rows[0])));

    // A text names a setting unless every row has its own, as the name of a run or the path of a checkpoint is. A number may have been measured or
    // tuned: it is a setting where most rows then still are of curves over every scale that varied before.
    private bool IsSetting(Observation[] rows, Column column)
    {
        if (column is { IsKnown: true, IsText: true })
        {
            return true;
        }

        IGrouping<string, Observation>[] parts = [.. rows.GroupBy(column.Read, StringComparer.Ordinal)];
        if (column.IsText && parts.Length < rows.Length)
        {
            return true;
        }

        int[] varying = [.. Enumerable.Range(0, _scales.Length).Where(index => Varies(rows, index))];
        return parts.Where(part => Array.TrueForAll(varying, index => Varies([.. part], index))).Sum(part => part.Count()) * 2 >= rows.Length && varying.Length > 0 && parts.Length < rows.Length;
    }

    private bool Varies(Observation[] rows, int scale) => rows.Any(row => ScaleColumns.Read(row, _scales[scale]) != ScaleColumns.Read(rows[0], _scales[scale]));

    private string ScaleOf(Observation row) => _scales.Length == 1 ? ObservationColumn.Text(ScaleColumns.Read(row, _scales[0])) ?? "" : string.Join('/', _scales.Select(column => ObservationColumn.Text(ScaleColumns.Read(row, column))));

    private sealed record Column(string Name, Func<Observation, string> Read, bool IsText, bool IsKnown);
}
