using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// The log of one run has one value at a step. Where a run was resumed, steps stand in it twice: the row that was written later counts, by wall time
/// where the log has it, else by its place in the file.
/// </summary>
/// <param name="Kept">Which rows count, by index, in their order.</param>
/// <param name="Warnings">Where steps go back and how many stand twice, as sentences.</param>
internal sealed record ResumedLogs(ImmutableArray<int> Kept, ImmutableArray<string> Warnings)
{
    private const int RunsShown = 5;

    public static ResumedLogs Of(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places, IReadOnlyList<string> unknownColumns)
    {
        string[] steps = [.. unknownColumns.Where(SideColumns.IsStep)];
        string[] times = [.. unknownColumns.Where(SideColumns.IsTime)];
        int[] ofLogs = [.. Enumerable.Range(0, rows.Count).Where(index => rows[index].Seed is null && (rows[index].Run is not null || steps.Any(rows[index].Extra.ContainsKey)))];
        HashSet<int> dropped = [];
        foreach (IGrouping<Observation, int> place in ofLogs.GroupBy(index => rows[index], PlaceInLog.Instance))
        {
            int[] same = [.. place];
            if (same.Length < 2 || same.All(index => RowComparer.InEveryCell.Equals(rows[index], rows[same[0]]) && rows[index].Value == rows[same[0]].Value))
            {
                continue;
            }

            int last = same.OrderBy(index => index, Later(rows, times)).Last();
            dropped.UnionWith(same.Where(index => index != last));
        }

        string[] warnings = dropped.Count == 0 && steps.Length == 0 ? [] : [.. Warn(rows, places, ofLogs, dropped, steps, times)];
        return new(dropped.Count == 0 ? [.. Enumerable.Range(0, rows.Count)] : [.. Enumerable.Range(0, rows.Count).Where(index => !dropped.Contains(index))], [.. warnings]);
    }

    private static IEnumerable<string> Warn(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places, int[] ofLogs, HashSet<int> dropped, string[] steps, string[] times)
    {
        List<string> all = [];
        foreach (IGrouping<string, int> log in ofLogs.GroupBy(index => NameOf(rows[index]), StringComparer.Ordinal))
        {
            int twice = log.Count(dropped.Contains);
            string? back = log.GroupBy(index => rows[index], WithoutScales.Instance).Select(curve => GoingBack(rows, places, [.. curve.OrderBy(index => index, Later(rows, times))], steps)).FirstOrDefault(found => found is not null);
            string name = log.Key.Length == 0 ? "The log" : $"The log of {log.Key}";
            if (back is not null)
            {
                all.Add($"{name} was resumed: its steps go back {back}.{(twice == 0 ? "" : $" {Values(twice)} written earlier for the same step {(twice == 1 ? "is" : "are")} left out.")}");
            }
            else if (twice > 0)
            {
                int first = log.First(dropped.Contains);
                all.Add($"{name} has several values for one place: {Values(twice)} written earlier {(twice == 1 ? "is" : "are")} left out (first: {places[first]}). If these are replicates, give each its seed.");
            }
        }

        return all.Count <= RunsShown ? all : all.Take(RunsShown).Append($"{all.Count - RunsShown} more logs were resumed in the same way.");
    }

    private static string Values(int count) => count == 1 ? "One value" : $"{count} values";

    // A log that is sorted from its end on never goes forward, and was not resumed.
    private static string? GoingBack(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places, int[] curve, string[] steps)
    {
        string? column = steps.FirstOrDefault(name => curve.All(index => rows[index].Extra.ContainsKey(name)));
        Func<int, double?> scale = column is null ? index => rows[index].PretrainingTokens : index => rows[index].Extra[column];
        bool forward = false;
        int? back = null;
        for (int at = 1; at < curve.Length; at++)
        {
            forward |= scale(curve[at]) > scale(curve[at - 1]);
            // Files come in the order of their names, which tells nothing about the order of their steps.
            bool isOneFile = places[curve[at]].File == places[curve[at - 1]].File;
            back ??= isOneFile && scale(curve[at]) < scale(curve[at - 1]) ? at : null;
        }

        return forward && back is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"from {Numerals.Short(scale(curve[found - 1])!.Value)} to {Numerals.Short(scale(curve[found])!.Value)} at {places[curve[found]]}")
            : null;
    }

    private static string NameOf(Observation row) => row.Run ?? row.Series ?? "";

    private static Comparer<int> Later(IReadOnlyList<Observation> rows, string[] times) => Comparer<int>.Create((x, y) =>
    {
        foreach (string time in times)
        {
            int order = rows[x].Extra.TryGetValue(time, out double first) && rows[y].Extra.TryGetValue(time, out double second) ? first.CompareTo(second)
                : rows[x].Labels.TryGetValue(time, out string? one) && rows[y].Labels.TryGetValue(time, out string? other) ? string.CompareOrdinal(one, other) : 0;
            if (order != 0)
            {
                return order;
            }
        }

        return x.CompareTo(y);
    });

    private sealed class PlaceInLog : IEqualityComparer<Observation>
    {
        public static readonly PlaceInLog Instance = new();

        private static readonly RowComparer Columns = RowComparer.InPlaceWithout();

        public bool Equals(Observation? x, Observation? y) => x is null || y is null ? x == y
            : x.Run == y.Run && Columns.Equals(x, y) && SettingsOf(x.Extra).SequenceEqual(SettingsOf(y.Extra)) && SettingsOf(x.Labels).SequenceEqual(SettingsOf(y.Labels));

        public int GetHashCode([DisallowNull] Observation obj)
        {
            HashCode hash = default;
            hash.Add(obj.Run);
            hash.Add(Columns.GetHashCode(obj));
            foreach ((string name, double number) in SettingsOf(obj.Extra))
            {
                hash.Add(name);
                hash.Add(number);
            }

            return hash.ToHashCode();
        }

        // The epoch follows the step, and a resumed run may round it in another way.
        private static IEnumerable<KeyValuePair<string, T>> SettingsOf<T>(ImmutableSortedDictionary<string, T> cells) =>
            cells.Where(cell => SideColumns.IsSetting(cell.Key) && !cell.Key.Contains("epoch", StringComparison.OrdinalIgnoreCase));
    }

    // One curve of a log: what is logged under one name.
    private sealed class WithoutScales : IEqualityComparer<Observation>
    {
        public static readonly WithoutScales Instance = new();

        private static readonly RowComparer Columns = RowComparer.InPlaceWithout("pretraining_tokens", "parameters", "finetuning_examples", "finetuning_tokens");

        public bool Equals(Observation? x, Observation? y) => Columns.Equals(x, y);

        public int GetHashCode([DisallowNull] Observation obj) => Columns.GetHashCode(obj);
    }
}
