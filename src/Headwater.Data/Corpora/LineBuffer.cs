using System.Buffers;
using System.Text;

namespace Headwater.Data;

/// <summary>Gathers the bytes of one line and turns them into text, or into what is wrong with them. It never holds more than the longest line allowed.</summary>
internal sealed class LineBuffer(string path)
{
    /// <summary>Bytes of the longest line that is read; longer ones are not documents but files without line ends.</summary>
    public const int LongestLine = 64 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ArrayBufferWriter<byte> _line = new(4096);
    private bool _tooLong;

    public bool IsEmpty => _line.WrittenCount == 0 && !_tooLong;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _tooLong |= _line.WrittenCount + bytes.Length > LongestLine;
        if (!_tooLong) _line.Write(bytes);
    }

    /// <summary>The line, after which the buffer is empty again.</summary>
    public TextLine Take(long number)
    {
        TextLine line = _tooLong
            ? TextLine.Broken(number, $"{path}({number}): the line is longer than {LongestLine >> 20} MiB, the longest that is read. Cut it into documents.")
            : Decode(_line.WrittenSpan, number);
        if (_tooLong) _line = new ArrayBufferWriter<byte>(4096); // gives the memory back
        _line.ResetWrittenCount();
        _tooLong = false;
        return line;
    }

    private TextLine Decode(ReadOnlySpan<byte> bytes, long number)
    {
        if (number == 1 && bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (bytes.EndsWith("\r"u8)) bytes = bytes[..^1];
        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
            return TextLine.Broken(number, $"{path}({number}): byte {zero} of the line is NUL, which no text holds. If the file is UTF-16, convert it to UTF-8, for example with iconv; else repair or drop the line.");
        try
        {
            return new TextLine(number, StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException failure)
        {
            string found = Convert.ToHexString(failure.BytesUnknown ?? []);
            return TextLine.Broken(number, $"{path}({number}): byte 0x{found} at byte {failure.Index} of the line is not UTF-8.\nhint: convert the file to UTF-8, for example with iconv.");
        }
    }
}
