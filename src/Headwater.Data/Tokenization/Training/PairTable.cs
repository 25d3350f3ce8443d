namespace Headwater.Data;

/// <summary>A hash table from pairs of symbols to numbers, by open addressing: it is asked far more often than anything else in training.</summary>
internal sealed class PairTable
{
    private ulong[] _keys = new ulong[1 << 12]; // a pair plus one; 0 is free
    private int[] _values = new int[1 << 12];
    private int _count;

    /// <summary>The value of a pair, which is new where it was not <paramref name="known"/>. The reference holds until the next call.</summary>
    public ref int At(int left, int right, out bool known)
    {
        if (_count * 2 >= _keys.Length) Grow();
        ulong key = ((ulong)left << 32 | (uint)right) + 1;
        int place = Find(_keys, key);
        known = _keys[place] == key;
        if (!known)
        {
            _keys[place] = key;
            _count++;
        }

        return ref _values[place];
    }

    private void Grow()
    {
        ulong[] keys = new ulong[_keys.Length * 2];
        int[] values = new int[keys.Length];
        for (int i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] == 0) continue;
            int place = Find(keys, _keys[i]);
            (keys[place], values[place]) = (_keys[i], _values[i]);
        }

        (_keys, _values) = (keys, values);
    }

    private static int Find(ulong[] keys, ulong key)
    {
        int mask = keys.Length - 1;
        int place = (int)(key * 0x9E3779B97F4A7C15 >> 32) & mask;
        while (keys[place] != 0 && keys[place] != key) place = place + 1 & mask;
        return place;
    }
}
