using System.Text;

namespace Headwater.Cli;

/// <summary>
/// Segments of a text, one a line, as the reference tool reads them: lines end at \n alone, white space at their end is dropped, a byte order
/// mark is text, and <c>.gz</c> and <c>.zst</c> are unpacked. Bytes that are no text are a fault.
/// </summary>
internal static class SegmentFile
{
    /// <summary>The lines of a file. Throws where it is not there, or names the line where its bytes are no text.</summary>
    public static string[] Read(string path, Encoding encoding)
    {
        using Stream stream = Open(path);
        return Read(stream, path, encoding);
    }

    /// <summary>The bytes of a file, unpacked. Throws where it is not there.</summary>
    public static Stream Open(string path) => TextInput.OpenFile(path);

    /// <summary>The lines of standard input.</summary>
    public static string[] Read(TextReader input, Encoding encoding) =>
        input is StreamReader { BaseStream: { } stream } ? Read(stream, "standard input", encoding) : Split(input.ReadToEnd());

    /// <summary>The encoding called <paramref name="name"/>, which refuses bytes that it does not know.</summary>
    public static Encoding EncodingNamed(string name)
    {
        return PythonEncodings.Find(name) ?? throw new ArgumentException($"--encoding is \"{name}\", which is not known; expected a name like utf-8, latin-1 or windows-1252, as Python has them.");
    }

    private static string[] Read(Stream stream, string name, Encoding encoding)
    {
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        ReadOnlySpan<byte> all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        try
        {
            return Split(PythonEncodings.Decode(encoding, all));
        }
        catch (DecoderFallbackException fault)
        {
            throw NotText(name, LineOf(all, encoding), fault, encoding);
        }
    }

    /// <summary>What is said of a line whose bytes are no text.</summary>
    public static InvalidDataException NotText(string name, long line, DecoderFallbackException fault, Encoding encoding) => new(
        $"{name}({line}): byte 0x{fault.BytesUnknown?.FirstOrDefault():X2} is not {encoding.WebName}; expected text in {encoding.WebName}. Convert the file, or say its encoding with --encoding.");

    // Everything before the faulty line decodes, so the first line that does not is the one. A \n is one byte in encodings that extend ASCII.
    private static int LineOf(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        for (int line = 1; ; line++)
        {
            int end = bytes.IndexOf((byte)'\n');
            try
            {
                encoding.GetCharCount(end < 0 ? bytes : bytes[..end]);
            }
            catch (DecoderFallbackException)
            {
                return line;
            }

            if (end < 0)
            {
                return line;
            }

            bytes = bytes[(end + 1)..];
        }
    }

    private static string[] Split(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        string[] lines = (text[^1] == '\n' ? text[..^1] : text).Split('\n');
        return [.. lines.Select(TrimEnd)];
    }

    /// <summary>The line without the white space at its end, as Python's rstrip takes it: U+001C to U+001F too.</summary>
    public static string TrimEnd(string line)
    {
        int end = line.Length;
        while (end > 0 && (char.IsWhiteSpace(line[end - 1]) || line[end - 1] is >= '\u001C' and <= '\u001F'))
        {
            end--;
        }

        return line[..end];
    }
}
