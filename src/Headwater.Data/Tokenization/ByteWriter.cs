using System.Buffers;

namespace Headwater.Data;

/// <summary>A growing buffer of rented bytes, given back by <see cref="Dispose"/>.</summary>
internal ref struct ByteWriter(int capacity)
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 16));
    private int _length;

    public readonly Span<byte> Written => _buffer.AsSpan(0, _length);

    public readonly int Length => _length;

    public void Add(byte value)
    {
        if (_length == _buffer.Length) Grow(1);
        _buffer[_length++] = value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _length) Grow(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void CutTo(int length) => _length = length;

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow(int more)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
