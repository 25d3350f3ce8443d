using System.Runtime.CompilerServices;

namespace Headwater.Metrics;

/// <summary>Room for a text or its symbols that grows to the longest one and is used again and again. Spans of it are valid until something is added.</summary>
internal sealed class Scratch<T>
    where T : unmanaged
{
    private T[] _items = new T[256];

    public int Count { get; private set; }

    public Span<T> Span => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        T[] items = _items;
        if ((uint)Count < (uint)items.Length)
            items[Count++] = item;
        else
            Take(1)[0] = item;
    }

    public void Add(ReadOnlySpan<T> items) => items.CopyTo(Take(items.Length));

    /// <summary>Adds <paramref name="length"/> items that the caller writes: what stands in them is left over from before.</summary>
    public Span<T> Take(int length)
    {
        if (_items.Length - Count < length)
            Array.Resize(ref _items, Math.Max(Count + length, 2 * _items.Length));
        Span<T> taken = _items.AsSpan(Count, length);
        Count += length;
        return taken;
    }
}
