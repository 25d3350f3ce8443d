namespace Headwater.Metrics.Tests;

/// <summary>TER's edits as they are defined, step by step: every candidate is a new text and its whole edit matrix is computed.</summary>
internal static class PlainTer
{
    private const long Unreachable = 10_000_000_000;

    public static long Edits(int[] hypothesis, int[] reference)
    {
        if (reference.Length == 0)
            return hypothesis.Length;

        int[] words = hypothesis;
        int shifts = 0;
        int candidates = 0;
        while (true)
        {
            (long gain, int[] shifted) = BestShift(words, reference, ref candidates);
            if (candidates >= 1000 || gain <= 0)
                return shifts + Matrix(words, reference).Distance;
            words = shifted;
            shifts++;
        }
    }

    private static (long Gain, int[] Words) BestShift(int[] words, int[] reference, ref int candidates)
    {
        (long distance, string steps) = Matrix(words, reference);
        (Dictionary<int, int> aligned, List<bool> wordErrors, List<bool> referenceErrors) = Align(steps);
        ((long Gain, int Length, int Start, int Target) Rank, int[] Words)? best = null;
        foreach ((int start, int at, int length) in Matches(words, reference))
        {
            if (!wordErrors.Skip(start).Take(length).Any(wrong => wrong) || !referenceErrors.Skip(at).Take(length).Any(wrong => wrong))
                continue;
            if (start <= aligned[at] && aligned[at] < start + length)
                continue;

            int before = -1;
            for (int offset = -1; offset < length; offset++)
            {
                int target = at + offset == -1 ? 0 : aligned[at + offset] + 1;
                if (target == before)
                    continue;
                before = target;
                int[] shifted = Shift(words, start, length, target);
                (long, int, int, int) rank = (distance - Matrix(shifted, reference).Distance, length, -start, -target);
                candidates++;
                if (best is null || rank.CompareTo(best.Value.Rank) > 0)
                    best = (rank, shifted);
            }
            if (candidates >= 1000)
                break;
        }
        return best is { } found ? (found.Rank.Gain, found.Words) : (0, words);
    }

    private static IEnumerable<(int Start, int At, int Length)> Matches(int[] words, int[] reference)
    {
        for (int start = 0; start < words.Length; start++)
        {
            for (int at = 0; at < reference.Length; at++)
            {
                if (Math.Abs(at - start) > 50)
                    continue;
                for (int length = 1; length <= 10 && start + length <= words.Length && at + length <= reference.Length; length++)
                {
                    if (words[start + length - 1] != reference[at + length - 1])
                        break;
                    yield return (start, at, length);
                }
            }
        }
    }

    private static int[] Shift(int[] words, int start, int length, int target)
    {
        int[] block = words[start..(start + length)];
        if (target < start)
            return [.. words[..target], .. block, .. words[target..start], .. words[(start + length)..]];
        if (target > start + length)
            return [.. words[..start], .. words[(start + length)..target], .. block, .. words[target..]];
        int end = Math.Min(length + target, words.Length);
        return [.. words[..start], .. words[(start + length)..end], .. block, .. words[end..]];
    }

    private static (long Distance, string Steps) Matrix(int[] words, int[] reference)
    {
        int n = words.Length, m = reference.Length;
        long[,] distance = new long[n + 1, m + 1];
        char[,] step = new char[n + 1, m + 1];
        double ratio = n == 0 ? 1 : (double)m / n;
        int beam = 25 < ratio / 2 ? (int)Math.Ceiling(ratio / 2 + 25) : 25;
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
                (distance[i, j], step[i, j]) = i == 0 ? (j, 'i') : (Unreachable, '?');
        }
        for (int i = 1; i <= n; i++)
        {
            int diagonal = (int)Math.Floor(i * ratio);
            int end = i == n ? m + 1 : Math.Min(m + 1, diagonal + beam);
            for (int j = Math.Max(0, diagonal - beam); j < end; j++)
            {
                if (j > 0 && distance[i - 1, j - 1] + (words[i - 1] == reference[j - 1] ? 0 : 1) is long paired && paired < distance[i, j])
                    (distance[i, j], step[i, j]) = (paired, words[i - 1] == reference[j - 1] ? '=' : 's');
                if (distance[i - 1, j] + 1 < distance[i, j])
                    (distance[i, j], step[i, j]) = (distance[i - 1, j] + 1, 'd');
                if (j > 0 && distance[i, j - 1] + 1 < distance[i, j])
                    (distance[i, j], step[i, j]) = (distance[i, j - 1] + 1, 'i');
            }
        }

        List<char> steps = [];
        for (int i = n, j = m; i > 0 || j > 0;)
        {
            char taken = step[i, j];
            steps.Add(taken);
            i -= taken == 'i' ? 0 : 1;
            j -= taken == 'd' ? 0 : 1;
        }
        steps.Reverse();
        return (distance[n, m], string.Concat(steps));
    }

    private static (Dictionary<int, int> Aligned, List<bool> WordErrors, List<bool> ReferenceErrors) Align(string steps)
    {
        Dictionary<int, int> aligned = [];
        List<bool> wordErrors = [];
        List<bool> referenceErrors = [];
        foreach (char step in steps)
        {
            if (step != 'i')
                wordErrors.Add(step != '=');
            if (step != 'd')
            {
                aligned[referenceErrors.Count] = wordErrors.Count - 1;
                referenceErrors.Add(step != '=');
            }
        }
        return (aligned, wordErrors, referenceErrors);
    }
}
