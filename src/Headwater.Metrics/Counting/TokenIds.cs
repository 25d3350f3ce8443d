using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>
/// Numbers tokens from 0 by their text, so that n-grams are compared as integers. The texts stand one behind the other in one buffer; nothing is
/// allocated per token. Not thread-safe.
/// </summary>
internal sealed class TokenIds
{
    private const ulong HashMultiplier = 0x9E3779B97F4A7C15; // 2^64 / golden ratio: Fibonacci hashing (Knuth, TAOCP 3, 6.4)
    private const int CharsAtOnce = sizeof(ulong) / sizeof(char);

    private readonly Scratch<char> _texts = new();
    private Token[] _tokens = new Token[64];
    private int[] _slots = new int[128];                 // open addressing with linear probing: 1 + the token's number, 0 for none
    private int _count;

    private record struct Token(uint Hash, int Start, int Length);

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        _texts.Clear();
        _count = 0;
        Array.Clear(_slots);
    }

    public int Of(ReadOnlySpan<char> token)
    {
        uint hash = HashOf(token);
        int slot = (int)hash & (_slots.Length - 1);
        while (_slots[slot] is > 0 and int number)
        {
            Token known = _tokens[number - 1];
            if (known.Hash == hash && token.SequenceEqual(_texts.Span.Slice(known.Start, known.Length)))
                return number - 1;
            slot = (slot + 1) & (_slots.Length - 1);
        }
        return Add(token, hash, slot);
    }

    private int Add(ReadOnlySpan<char> token, uint hash, int slot)
    {
        if (_count == _tokens.Length)
            slot = Grow(hash);
        _tokens[_count] = new Token(hash, _texts.Count, token.Length);
        _texts.Add(token);
        _slots[slot] = ++_count;
        return _count - 1;
    }

    // Twice as many slots as tokens keeps probe runs short.
    private int Grow(uint hash)
    {
        Array.Resize(ref _tokens, 2 * _tokens.Length);
        _slots = new int[2 * _tokens.Length];
        for (int number = 0; number < _count; number++)
            _slots[FreeSlot(_tokens[number].Hash)] = number + 1;
        return FreeSlot(hash);
    }

    private int FreeSlot(uint hash)
    {
        int slot = (int)hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private static uint HashOf(ReadOnlySpan<char> token)
    {
        ulong hash = (uint)token.Length;
        while (token.Length >= CharsAtOnce)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(token))) * HashMultiplier;
            token = token[CharsAtOnce..];
        }
        foreach (char c in token)
            hash = (BitOperations.RotateLeft(hash, 5) ^ c) * HashMultiplier;
        return (uint)(hash >> 32);
    }
}
