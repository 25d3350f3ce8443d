using System.Buffers.Binary;

namespace Headwater.Tables;

/// <summary>Walks over the fields of a message in protocol buffers.</summary>
internal ref struct ProtocolFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> rest = message;

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
                return rest.Length >= 8 && Set(BinaryPrimitives.ReadUInt64LittleEndian(rest), 8);
            case 5:
                return rest.Length >= 4 && Set(BinaryPrimitives.ReadUInt32LittleEndian(rest), 4);
            case 2 when TryVarint(out ulong length) && length <= (ulong)rest.Length:
                Bytes = rest[..(int)length];
                rest = rest[(int)length..];
                return true;
            default:
                return false;
        }
    }

    private bool Set(ulong value, int bytes)
    {
        Value = value;
        rest = rest[bytes..];
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && !rest.IsEmpty; shift += 7)
        {
            byte next = rest[0];
            rest = rest[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
