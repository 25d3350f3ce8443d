using System.Diagnostics.CodeAnalysis;

namespace Headwater.Laws;

/// <summary>Finds where another run begins in one log: its steps start again where they began. Such a log holds two curves and is never fitted as one.</summary>
internal static class LogRestarts
{
    /// <summary>The first restart of each curve: the row it begins with, by index, and the fault as a sentence with a hint.</summary>
    public static IEnumerable<(int Index, string Text)> Of(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places, IReadOnlyList<string> unknownColumns)
    {
        string[] steps = [.. unknownColumns.Where(SideColumns.IsStep)];
        if (steps.Length == 0)
        {
            yield break;
        }

        HashSet<(string, int)> told = [];
        IEnumerable<int> ofLogs = Enumerable.Range(0, rows.Count).Where(index => rows[index].Seed is null && steps.Any(rows[index].Extra.ContainsKey));
        foreach (int[] curve in ofLogs.GroupBy(index => (rows[index], places[index].File), SameCurve.Instance).Select(group => group.ToArray()))
        {
            string? column = steps.FirstOrDefault(name => curve.All(index => rows[index].Extra.ContainsKey(name)));
            if (column is not null && RestartIn([.. curve.Select(index => rows[index].Extra[column])]) is { } at && !AreTwoSettings(curve, at, rows) && told.Add((places[curve[at]].File, places[curve[at]].Line)))
            {
                int last = curve[at - 1];
                int first = curve[at];
                yield return (first, $"{column} starts again at {Numerals.Short(rows[first].Extra[column])} after {Numerals.Short(rows[last].Extra[column])} in line {places[last].Line}: another run follows in the same log; expected one run."
                    + $"\nhint: keep the later run with --where \"row_number_in_table >= {first}\" or the earlier one with <, or name the runs in a column run.");
            }
        }
    }

    // Back to where the curve began, after at least two steps, and forward again: one that goes back less far was resumed.
    private static int? RestartIn(double[] steps)
    {
        int forward = 0;
        for (int at = 1; at < steps.Length; at++)
        {
            if (steps[at] <= steps[0] && steps[at] < steps[at - 1] && forward > 1 && at + 1 < steps.Length && steps[at + 1] > steps[at])
            {
                return at;
            }

            forward += steps[at] > steps[at - 1] ? 1 : 0;
        }

        return null;
    }

    // A table of several runs may tell them apart by a number, such as a learning rate, which is one in all rows of each.
    private static bool AreTwoSettings(int[] curve, int at, IReadOnlyList<Observation> rows)
    {
        Observation before = rows[curve[at - 1]];
        Observation after = rows[curve[at]];
        return before.Extra.Keys.Where(name => SideColumns.IsSetting(name) && !SideColumns.IsStep(name)).Any(name =>
            after.Extra.TryGetValue(name, out double second) && before.Extra[name] is var first && first != second
            && curve[..at].All(index => rows[index].Extra.TryGetValue(name, out double value) && value == first)
            && rows[curve[at + 1]].Extra.TryGetValue(name, out double next) && next == second);
    }

    private sealed class SameCurve : IEqualityComparer<(Observation Row, string File)>
    {
        public static readonly SameCurve Instance = new();

        private static readonly RowComparer Columns = RowComparer.InPlaceWithout("pretraining_tokens");

        public bool Equals((Observation Row, string File) x, (Observation Row, string File) y) =>
            x.File == y.File && x.Row.Run == y.Row.Run && Columns.Equals(x.Row, y.Row) && Settings(x.Row).SequenceEqual(Settings(y.Row));

        public int GetHashCode([DisallowNull] (Observation Row, string File) obj) => HashCode.Combine(obj.File, obj.Row.Run, Columns.GetHashCode(obj.Row));

        private static IEnumerable<KeyValuePair<string, string>> Settings(Observation row) => row.Labels.Where(label => SideColumns.IsSetting(label.Key));
    }
}
