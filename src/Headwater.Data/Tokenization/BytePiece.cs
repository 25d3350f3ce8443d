using System.Globalization;

namespace Headwater.Data;

/// <summary>The piece of one byte, written &lt;0x00&gt; to &lt;0xFF&gt;.</summary>
internal static class BytePiece
{
    public static string Text(byte value) => $"<0x{value:X2}>";

    public static bool TryRead(Piece piece, out byte value)
    {
        value = 0;
        return piece is { Type: PieceType.Byte, Text: ['<', '0', 'x', _, _, '>'] }
            && byte.TryParse(piece.Text.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value);
    }
}
