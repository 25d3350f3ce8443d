namespace Headwater.Laws;

/// <summary>
/// Names of recipes on a screen. Long names, which people build from everything a recipe contains, keep their beginning and end. Names that would look alike then
/// show the part in which they differ, so that no two names of the table read the same.
/// </summary>
internal sealed class LongNames
{
    /// <summary>The longest name that is shown whole, in characters.</summary>
    public const int Most = 48;

    private const int Beginning = 18;

    // What stays of the shared beginning where the difference has to be shown.
    private const int SharedBeginning = 9;

    private readonly Dictionary<string, string> _shown;

    /// <summary>The names of a table, each of which is to be distinguished from the others.</summary>
    public LongNames(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] all = [.. names.Distinct(StringComparer.Ordinal)];
        _shown = all.ToDictionary(name => name, name => Cut(name, Beginning), StringComparer.Ordinal);
        foreach (string[] alike in Alike())
        {
            int start = SharedStart(alike), end = SharedEnd(alike, start);
            foreach (string name in alike)
            {
                _shown[name] = name.Length <= Most ? name : WithDifference(name, start, end);
            }
        }

        // Where even the differences are too long to be told apart, only the whole name is honest.
        foreach (string name in Alike().SelectMany(names => names))
        {
            _shown[name] = name;
        }
    }

    /// <summary>The name as it is shown, at most <see cref="Most"/> characters long unless only the whole name distinguishes it from another.</summary>
    public string this[string name] => _shown.TryGetValue(name, out string? text) ? text : Cut(name, Beginning);

    private string[][] Alike() => [.. _shown.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.ToArray())];

    private static string WithDifference(string name, int start, int end)
    {
        string before = start <= SharedBeginning + 1 ? name[..start] : $"{name[..SharedBeginning]}…";
        int room = Most - before.Length;
        string rest = name[start..];
        string difference = name[start..(name.Length - end)];
        return rest.Length <= room ? before + rest
            : difference.Length >= room - 1 ? before + Cut(difference, room / 2, room)
            : $"{before}{difference}…{name[^(room - difference.Length - 1)..]}";
    }

    private static string Cut(string name, int beginning, int most = Most) => name.Length <= most ? name : $"{name[..beginning]}…{name[^(most - beginning - 1)..]}";

    private static int SharedStart(string[] names)
    {
        int length = 0;
        while (names.All(name => length < name.Length && name[length] == names[0][length]))
        {
            length++;
        }

        // A word that differs is shown from its first letter.
        while (length > 0 && char.IsLetterOrDigit(names[0][length - 1]))
        {
            length--;
        }

        return length;
    }

    private static int SharedEnd(string[] names, int start)
    {
        int length = 0;
        while (names.All(name => length < name.Length - start && name[^(length + 1)] == names[0][^(length + 1)]))
        {
            length++;
        }

        while (length > 0 && char.IsLetterOrDigit(names[0][^length]))
        {
            length--;
        }

        return length;
    }
}
