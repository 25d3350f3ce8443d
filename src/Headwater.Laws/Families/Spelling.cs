namespace Headwater.Laws;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The names at most a third of the word's letters away, nearest first; letters inserted, dropped or changed count one each.</summary>
    public static IEnumerable<string> Nearest(string word, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(item => item.Distance <= Math.Max(1, word.Length / 3))
        .OrderBy(item => item.Distance)
        .Select(item => item.Name);

    // Levenshtein 1966, row by row.
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
