using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Rows that belong together: they differ in the scale variables, the seed and the run alone.</summary>
/// <param name="Key">What the rows have in common.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Rows">The rows that count, in an order of their own.</param>
internal sealed record SeriesRows(SeriesKey Key, string Metric, ImmutableArray<Observation> Rows)
{
    private static readonly string[] AlwaysNamed = ["pretraining_data", "metric"];

    /// <summary>Columns that are not the table's own and tell the series from others, with their texts.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Columns in which rows at one scale differ all the same.</summary>
    public ImmutableArray<string> Differing { get; init; } = [];

    /// <summary>How many rows other runs at the same place left without a part.</summary>
    public int RunsLeftOut { get; init; }

    /// <summary>The settings on one line: series that compete with each other agree in them.</summary>
    public string SettingsText => string.Join('\u001f', Settings.Select(setting => $"{setting.Key}={setting.Value}"));

    /// <summary>
    /// Cuts rows into series by their <see cref="SeriesIdentity"/> and by every other column that distinguishes rows at one scale, ordered by key. The
    /// order of the rows matters to <see cref="SeveralRuns.Last"/> alone.
    /// </summary>
    public static ImmutableArray<SeriesRows> Cut(IEnumerable<Observation> rows, IReadOnlyCollection<string> scaleColumns, SeveralRuns severalRuns = SeveralRuns.Mean, Func<IReadOnlyCollection<Observation>, string>? ownScale = null)
    {
        SeriesIdentity identity = new(scaleColumns);
        (ImmutableArray<KeyValuePair<string, string>> Settings, Observation[] Rows)[] parts =
            [.. rows.GroupBy(row => row, identity).SelectMany(group => CutGroup([.. group], identity, ScalesOf([.. group])))];
        string[] own = [.. identity.Columns.Select(column => column.Name)];
        string[] telling = [.. parts.SelectMany(part => part.Settings).Select(setting => setting.Key).Distinct().Where(name => !own.Contains(name)).Order(StringComparer.Ordinal)];
        SeriesRows[] series = [.. parts.Select(part => Make(part.Rows, identity, ScalesOf(part.Rows), telling, severalRuns)).OrderBy(one => one.Key.Label, StringComparer.Ordinal)];
        HashSet<string> named = [.. AlwaysNamed, .. series.SelectMany(one => one.Key.Parts).Select(part => part.Key).Distinct().Where(column => TellsApart(column, series))];
        return [.. series.Select(one => one with { Key = one.Key with { Name = NameOf(one.Key, named) } })];

        IReadOnlyCollection<string> ScalesOf(Observation[] group) => ownScale is null || group[0].Series is null ? scaleColumns : [ownScale(group)];
    }

    // What a series column holds together may vary in every column; at one scale it may not.
    private static IEnumerable<(ImmutableArray<KeyValuePair<string, string>> Settings, Observation[] Rows)> CutGroup(Observation[] group, SeriesIdentity identity, IReadOnlyCollection<string> scales) =>
        new SettingColumns(scales).Cut(group, group[0].Series is null ? [] : [.. identity.Columns.Where(column => !scales.Contains(column.Name))]);

    // A column with one value everywhere tells nothing apart.
    private static bool TellsApart(string column, SeriesRows[] series) => series.Any(one => one.Key[column] != series[0].Key[column]);

    private static string NameOf(SeriesKey key, HashSet<string> telling) =>
        string.Join(", ", key.Parts.Where(part => telling.Contains(part.Key)).Select(part => $"{part.Key} {part.Value}"));

    private static SeriesRows Make(Observation[] all, SeriesIdentity identity, IReadOnlyCollection<string> scaleColumns, string[] telling, SeveralRuns severalRuns)
    {
        Observation[] counting = severalRuns == SeveralRuns.Mean ? all : RunChoice.Of(all, scaleColumns, severalRuns);
        ImmutableArray<Observation> rows = [.. counting.Order(RowComparer.InEveryCell)];
        Observation first = rows[0];
        List<KeyValuePair<string, string>> parts = [];
        foreach (ObservationColumn column in identity.Columns)
        {
            // Under a series column other columns may vary; what varies does not name the series.
            if (column.Write(first) is { } text && rows.All(row => column.AreEqual(row, first)))
            {
                parts.Add(new(column.Name, text));
            }
        }

        if (identity.IncludesRates(first))
        {
            parts.AddRange(first.Rates.Select(rate => KeyValuePair.Create(ObservationColumn.RatePrefix + rate.Key, ObservationColumn.Text(rate.Value)!)));
        }

        // A setting that cut one series names the others too, where it is the same in all their rows.
        ImmutableArray<KeyValuePair<string, string>> told =
            [.. telling.Select(name => KeyValuePair.Create(name, SettingColumns.TextOf(first, name))).Where(setting => setting.Value.Length > 0 && rows.All(row => SettingColumns.TextOf(row, setting.Key) == setting.Value))];
        return new(new([.. parts, .. told]), first.Metric, rows) { Settings = told, Differing = [.. new SettingColumns(scaleColumns).Differing(counting)], RunsLeftOut = all.Length - counting.Length };
    }
}
