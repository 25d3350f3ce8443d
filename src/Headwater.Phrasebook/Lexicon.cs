using System.Runtime.CompilerServices;

namespace Headwater.Phrasebook;

/// <summary>A language's word for every value of an enumeration; a missing one is found when the table is built.</summary>
internal sealed class Lexicon<TWord, TEntry>
    where TWord : struct, Enum
    where TEntry : class
{
    private readonly TEntry[] _entries;

    public Lexicon(Dictionary<TWord, TEntry> entries)
    {
        TWord[] missing = [.. Enum.GetValues<TWord>().Where(word => !entries.ContainsKey(word))];
        if (missing.Length > 0) throw new ArgumentException($"No entry for {typeof(TWord).Name} {string.Join(", ", missing)}. Add " +
            "them.", nameof(entries));
        _entries = [.. Enum.GetValues<TWord>().Select(word => entries[word])];
    }

    public TEntry this[TWord word] => _entries[Unsafe.BitCast<TWord, int>(word)];
}
