using System.Buffers;
using System.Text;

namespace Headwater.Data;

/// <summary>Gathers the bytes of decoded pieces and turns them into text, with U+FFFD for bytes that make no character. See <see cref="BrokenBytes"/>.</summary>
internal sealed class DecodedText(BrokenBytes broken, int capacity)
{
    private readonly ArrayBufferWriter<byte> _text = new(capacity);
    private int _runStart = -1; // of byte pieces

    public void Add(ReadOnlySpan<byte> surface, bool isByte)
    {
        isByte &= broken == BrokenBytes.ByRun;
        if (isByte && _runStart < 0) _runStart = _text.WrittenCount;
        if (!isByte) EndRun();
        _text.Write(surface);
    }

    public string ToString(bool dropsFirstSpace, bool dropsLastSpace)
    {
        EndRun();
        ReadOnlySpan<byte> bytes = _text.WrittenSpan;
        if (dropsFirstSpace && bytes.StartsWith(" "u8)) bytes = bytes[1..];
        if (dropsLastSpace && bytes.EndsWith(" "u8)) bytes = bytes[..^1];
        return broken == BrokenBytes.ByByte && !System.Text.Unicode.Utf8.IsValid(bytes) ? ByByte(bytes) : Encoding.UTF8.GetString(bytes);
    }

    private void EndRun()
    {
        if (_runStart < 0) return;
        byte[] run = _text.WrittenSpan[_runStart..].ToArray();
        if (!System.Text.Unicode.Utf8.IsValid(run))
        {
            byte[] before = _text.WrittenSpan[.._runStart].ToArray();
            _text.Clear();
            _text.Write(before);
            for (int i = 0; i < run.Length; i++) _text.Write(Utf8Characters.Replacement);
        }

        _runStart = -1;
    }

    private static string ByByte(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool whole = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done;
            text.Append(whole ? rune.ToString() : "\uFFFD");
            bytes = bytes[(whole ? length : 1)..];
        }

        return text.ToString();
    }
}
