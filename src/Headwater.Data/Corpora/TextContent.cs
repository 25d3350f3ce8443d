using System.Text;

namespace Headwater.Data;

/// <summary>
/// Text as every command reads it: UTF-8, plain or, in a file, compressed by gzip or Zstandard as its name ends; a line ends at a line feed, a carriage return before it and a byte order mark
/// at the start are dropped. What is not text is an <see cref="InvalidDataException"/> that names the place and the line.
/// </summary>
public static class TextContent
{
    /// <summary>The lines of a file.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return TextFile.Lines(path).Select(line => line.Text);
    }

    /// <summary>The lines of a stream, which is disposed of; <paramref name="origin"/> names it in messages.</summary>
    public static IEnumerable<string> Lines(Stream content, string origin)
    {
        ArgumentNullException.ThrowIfNull(content);
        return TextFile.Records(content, origin).Select(line => line.Fault is null ? line.Text : throw new InvalidDataException(line.Fault));
    }

    /// <summary>All of a stream's text as it is, line ends included.</summary>
    public static string All(Stream content, string origin)
    {
        ArgumentNullException.ThrowIfNull(content);
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        ReadOnlySpan<byte> text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        int bad = FirstInvalid(text);
        return bad < 0 ? Encoding.UTF8.GetString(text)
            : throw new InvalidDataException($"{origin}({text[..bad].Count((byte)'\n') + 1}): byte 0x{text[bad]:X2} is not UTF-8.\nhint: convert the file to UTF-8, for example with iconv.");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out int length) != System.Buffers.OperationStatus.Done) return at;
            at += length;
        }

        return -1;
    }
}
