namespace Headwater.Data;

/// <summary>
/// The bytes that encoders see of a text whose spaces are written as U+2581 already, as a tokenizer.json has it: U+2581 is one space byte there, and a space that was left is a byte that no
/// UTF-8 has. So both stay what they are, and words can be cut apart at the one byte.
/// </summary>
internal static class MarkedSpaces
{
    private const byte Space = (byte)' ';

    public static byte[] Bytes(string text)
    {
        ByteWriter target = new(text.Length + 16);
        Write(System.Text.Encoding.UTF8.GetBytes(text), ref target);
        byte[] bytes = target.Written.ToArray();
        target.Dispose();
        return bytes;
    }

    public static void Write(ReadOnlySpan<byte> utf8, ref ByteWriter target)
    {
        while (!utf8.IsEmpty)
        {
            int at = utf8.IndexOfAny(Space, Utf8Characters.SpaceMark[0]);
            if (at < 0)
            {
                target.Add(utf8);
                return;
            }

            target.Add(utf8[..at]);
            utf8 = utf8[at..];
            if (utf8[0] == Space) target.Add(TextPreparation.LiteralMark);
            else if (utf8.StartsWith(Utf8Characters.SpaceMark)) target.Add(Space);
            else target.Add(utf8[0]);
            utf8 = utf8[(utf8.StartsWith(Utf8Characters.SpaceMark) ? Utf8Characters.SpaceMark.Length : 1)..];
        }
    }
}
