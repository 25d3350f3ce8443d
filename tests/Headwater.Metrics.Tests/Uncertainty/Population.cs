namespace Headwater.Metrics.Tests;

/// <summary>Made-up test sets whose true spread is known by drawing many of them.</summary>
internal static class Population
{
    private static readonly string[] Words = ["the", "river", "flows", "down", "to", "a", "green", "sea"];

    /// <summary>References of 6 to 14 words, and for each of two systems a hypothesis in which a share of the words is wrong.</summary>
    public static (BleuStatistics[] First, BleuStatistics[] Second) Draw(int segments, double firstError, double secondError, ulong seed)
    {
        SplitMix random = new(seed);
        string[] references = new string[segments], first = new string[segments], second = new string[segments];
        for (int i = 0; i < segments; i++)
        {
            string[] words = Sentence(ref random);
            references[i] = string.Join(' ', words);
            first[i] = WithErrors(words, firstError, ref random);
            second[i] = WithErrors(words, secondError, ref random);
        }
        return (Bleu.Segments(first, [references]), Bleu.Segments(second, [references]));
    }

    public static double NextDouble(ref SplitMix random) => (random.NextUInt64() >> 11) * (1.0 / (1UL << 53));

    private static string[] Sentence(ref SplitMix random)
    {
        string[] words = new string[6 + random.NextInt32(9)];
        for (int i = 0; i < words.Length; i++)
            words[i] = Words[random.NextInt32(Words.Length)];
        return words;
    }

    private static string WithErrors(string[] words, double share, ref SplitMix random)
    {
        string[] changed = [.. words];
        for (int i = 0; i < changed.Length; i++)
        {
            if (NextDouble(ref random) < share)
                changed[i] = "wrong";
        }
        return string.Join(' ', changed);
    }
}
