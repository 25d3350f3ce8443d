using System.Runtime.InteropServices;

namespace Headwater.Data;

/// <summary>
/// Remembers how words were cut. A word has two places; a third word that falls there takes the second one. Reading takes no lock, and what is missing is
/// only slower, so threads need not agree. At most 131,072 words.
/// </summary>
internal sealed class WordCache<TEntry>
    where TEntry : CachedWord
{
    /// <summary>Longer words are rare and are cut again.</summary>
    public const int MaxLength = 64; // bytes

    private const int Places = 1 << 17;

    private readonly TEntry?[] _entries = new TEntry?[Places];

    public static ulong Hash(ReadOnlySpan<byte> word)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)word.Length * Multiplier;
        while (word.Length >= 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(word));
            word = word[8..];
        }

        ulong rest = 0;
        foreach (byte value in word) rest = rest << 8 | value;
        return Mix(hash ^ rest);

        static ulong Mix(ulong value)
        {
            value *= Multiplier;
            return value ^ value >> 29;
        }
    }

    public TEntry? Find(ReadOnlySpan<byte> word, ulong hash)
    {
        TEntry? entry = _entries[First(hash)];
        if (entry is not null && entry.Hash == hash && word.SequenceEqual(entry.Text)) return entry;
        entry = _entries[Second(hash)];
        return entry is not null && entry.Hash == hash && word.SequenceEqual(entry.Text) ? entry : null;
    }

    public void Add(TEntry entry)
    {
        int first = First(entry.Hash);
        Volatile.Write(ref _entries[_entries[first] is null ? first : Second(entry.Hash)], entry);
    }

    private static int First(ulong hash) => (int)(hash & (Places - 1));

    private static int Second(ulong hash) => (int)(hash >> 40 & (Places - 1));
}

/// <summary>A word with the ids it was cut into.</summary>
internal class CachedWord(byte[] text, ulong hash, int[] ids)
{
    public readonly byte[] Text = text;
    public readonly ulong Hash = hash;
    public readonly int[] Ids = ids;
}
