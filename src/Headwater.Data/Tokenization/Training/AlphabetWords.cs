namespace Headwater.Data;

/// <summary>Words as numbers of their characters in an alphabet. A character outside of it becomes bytes and parts the word.</summary>
internal static class AlphabetWords
{
    public static IEnumerable<(int[] Symbols, long Count)> Of(IReadOnlyDictionary<string, long> wordCounts, IReadOnlyList<string> alphabet)
    {
        Dictionary<string, int> idOf = alphabet.Select((text, id) => (text, id)).ToDictionary(symbol => symbol.text, symbol => symbol.id, StringComparer.Ordinal);
        List<int> symbols = [];
        foreach ((string text, long count) in wordCounts)
        {
            Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ids = idOf.GetAlternateLookup<ReadOnlySpan<char>>();
            for (int start = 0; start < text.Length;)
            {
                int length = char.IsHighSurrogate(text[start]) ? 2 : 1;
                bool known = ids.TryGetValue(text.AsSpan(start, length), out int id);
                if (known) symbols.Add(id);
                start += length;
                if ((known && start < text.Length) || symbols.Count == 0) continue;
                yield return ([.. symbols], count);
                symbols.Clear();
            }
        }
    }
}
