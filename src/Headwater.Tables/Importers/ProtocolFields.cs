using System.Buffers.Binary;

namespace Headwater.Tables;

/// <summary>Walks over the fields of a message in protocol buffers.</summary>
internal ref struct ProtocolFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number.</summary>
    public int Number { get; private set; }

    /// <summary>A number's bits.</summary>
    public ulong Value { get; private set; }

    /// <summary>The bytes of a text or of a message inside; empty for a number.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes on to the next field; false at the end, and where the rest is no message.</summary>
    public bool Next()
    {
        if (!TryVarint(out ulong key))
        {
            return false;
        }

        Number = (int)(key >> 3);
        Value = 0;
        Bytes = default;
        switch (key & 7)
        {
            case 0:
                return TryVarint(out ulong number) && Set(number, 0);
            case 1:
                return _rest.Length >= 8 && Set(BinaryPrimitives.ReadUInt64LittleEndian(_rest), 8);
            case 5:
                return _rest.Length >= 4 && Set(BinaryPrimitives.ReadUInt32LittleEndian(_rest), 4);
            case 2 when TryVarint(out ulong length) && length <= (ulong)_rest.Length:
                Bytes = _rest[..(int)length];
                _rest = _rest[(int)length..];
                return true;
            default:
                return false;
        }
    }

    private bool Set(ulong value, int bytes)
    {
        Value = value;
        _rest = _rest[bytes..];
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && !_rest.IsEmpty; shift += 7)
        {
            byte next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
