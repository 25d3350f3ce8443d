namespace Headwater.Laws;

/// <summary>The name a misspelt one probably stands for.</summary>
internal static class NearestName
{
    /// <summary>The candidate within a third of the letters, at least one and at most three edits away; <c>null</c> where none is that near.</summary>
    public static string? To(string name, IEnumerable<string> candidates) => All(name, candidates).FirstOrDefault();

    /// <summary>All candidates that near, the nearest first.</summary>
    public static IEnumerable<string> All(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (Candidate: candidate, Edits: Edits(Plain(name), Plain(candidate))))
            .Where(pair => pair.Edits <= Math.Clamp(pair.Candidate.Length / 3, 1, 3))
            .OrderBy(pair => pair.Edits)
            .Select(pair => pair.Candidate);

    /// <summary>Whether one letter is wrong, missing, too many or out of place.</summary>
    public static bool IsOneEditAway(string name, string other) => Edits(Plain(name), Plain(other)) == 1;

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    // Optimal string alignment: Levenshtein's edits, and neighbours that changed places.
    private static int Edits(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int changed = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(changed, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[a.Length, b.Length];
    }
}
