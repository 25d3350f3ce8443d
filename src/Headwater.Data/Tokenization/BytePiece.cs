using System.Globalization;

namespace Headwater.Data;

/// <summary>The piece of one byte, written &lt;0x00&gt; to &lt;0xFF&gt;.</summary>
internal static class BytePiece
{
    public static string Text(byte value) => $"<0x{value:X2}>";

    public static bool TryRead(Piece piece, out byte value)
    {
        value = 0;
        return piece.Type == PieceType.Byte && TryRead(piece.Text, out value);
    }

    public static bool TryRead(string text, out byte value)
    {
        value = 0;
        return text is ['<', '0', 'x', _, _, '>'] && byte.TryParse(text.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The id of each byte's piece; −1 where a model has none.</summary>
    public static int[] Ids(SentencePieceLayout layout)
    {
        int[] ids = new int[256];
        Array.Fill(ids, -1);
        for (int id = 0; id < layout.Pieces.Length; id++)
        {
            if (TryRead(layout.Pieces[id], out byte value)) ids[value] = id;
        }

        return ids;
    }
}
