using System.Buffers;
using System.Text;
using ZstdSharp;

namespace Headwater.Data;

/// <summary>One line of a text file with its number, from 1.</summary>
internal readonly record struct TextLine(long Number, string Text);

/// <summary>
/// Streams the lines of a UTF-8 file, plain or compressed by gzip or Zstandard, as its name ends. Lines end at a line feed; a carriage return before
/// it and a byte order mark at the start are dropped. Bytes that are not UTF-8 are an error: silent replacement would become training data.
/// </summary>
internal static class TextFile
{
    private const int BufferSize = 1 << 17;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static readonly string[] CompressedEndings = ["", ".gz", ".zst"];

    /// <summary>The file name's ending without the ending of a compression: ".jsonl" for "c4.jsonl.gz".</summary>
    public static string Kind(string path)
    {
        string ending = Path.GetExtension(path);
        bool compressed = ending.Length > 0 && CompressedEndings.Contains(ending, StringComparer.OrdinalIgnoreCase);
        return Path.GetExtension(compressed ? Path.GetFileNameWithoutExtension(path) : path).ToLowerInvariant();
    }

    /// <summary>The decompressed content, byte for byte.</summary>
    public static Stream OpenContent(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gz" => new GzipContent(file),
            ".zst" => new DecompressionStream(file, leaveOpen: false),
            _ => file,
        };
    }

    public static IEnumerable<TextLine> Lines(string path)
    {
        using Stream content = OpenContent(path);
        ArrayBufferWriter<byte> line = new(4096);
        byte[] buffer = new byte[BufferSize];
        long number = 0;
        for (int count = Read(content, buffer, path, number); count > 0; count = Read(content, buffer, path, number))
        {
            int start = 0;
            for (int end = Array.IndexOf(buffer, (byte)'\n', 0, count); end >= 0; end = Array.IndexOf(buffer, (byte)'\n', start, count - start))
            {
                line.Write(buffer.AsSpan(start, end - start));
                yield return Decode(line.WrittenSpan, ++number, path);
                line.ResetWrittenCount();
                start = end + 1;
            }

            line.Write(buffer.AsSpan(start, count - start));
        }

        if (line.WrittenCount > 0) yield return Decode(line.WrittenSpan, ++number, path);
    }

    /// <summary>Reads until the buffer is full or the content ends; a broken archive is reported with the file and the last good line.</summary>
    public static int Read(Stream content, byte[] buffer, string path, long line)
    {
        try
        {
            return content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (Exception failure) when (failure is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path}: the compressed data is broken after line {line} ({failure.Message}). Fetch or pack the file again.", failure);
        }
    }

    private static TextLine Decode(ReadOnlySpan<byte> bytes, long number, string path)
    {
        if (number == 1 && bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (bytes.EndsWith("\r"u8)) bytes = bytes[..^1];
        try
        {
            return new TextLine(number, StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException failure)
        {
            string found = Convert.ToHexString(failure.BytesUnknown ?? []);
            throw new InvalidDataException($"{path}({number}): byte 0x{found} at byte {failure.Index} of the line is not UTF-8. Convert the file to UTF-8, for example with iconv.", failure);
        }
    }
}
