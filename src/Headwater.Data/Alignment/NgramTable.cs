namespace Headwater.Data;

/// <summary>Counts by 64-bit keys other than 0: an open-addressing table with linear probing, two counts an entry. Not thread-safe while it is written.</summary>
internal sealed class NgramTable
{
    private const int FirstBits = 16;
    private const ulong Golden = 0x9E3779B97F4A7C15;   // Fibonacci hashing: Knuth, TAOCP volume 3, 6.4

    private ulong[] _keys = new ulong[1 << FirstBits];
    private Entry[] _entries = new Entry[1 << FirstBits];
    private int _bits = FirstBits;
    private int _count;

    /// <summary>What is counted for a key.</summary>
    public struct Entry
    {
        /// <summary>How often it was seen.</summary>
        public int Total;

        /// <summary>How many different symbols followed it.</summary>
        public int Followers;
    }

    /// <summary>The entry of a key, made where there is none. The reference holds until the next call.</summary>
    public ref Entry At(ulong key)
    {
        if (_count * 2 >= _keys.Length) Grow();
        int slot = Find(key);
        if (_keys[slot] == 0)
        {
            _keys[slot] = key;
            _count++;
        }

        return ref _entries[slot];
    }

    /// <summary>The entry of a key; zeros where there is none.</summary>
    public Entry this[ulong key] => _entries[Find(key)];

    private int Find(ulong key)
    {
        int slot = (int)(key * Golden >> (64 - _bits));
        while (_keys[slot] != 0 && _keys[slot] != key) slot = (slot + 1) & (_keys.Length - 1);
        return slot;
    }

    private void Grow()
    {
        (ulong[] keys, Entry[] entries) = (_keys, _entries);
        _bits++;
        _keys = new ulong[1 << _bits];
        _entries = new Entry[1 << _bits];
        for (int old = 0; old < keys.Length; old++)
        {
            if (keys[old] == 0) continue;
            int slot = Find(keys[old]);
            _keys[slot] = keys[old];
            _entries[slot] = entries[old];
        }
    }
}
