using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Headwater.Data;

/// <summary>
/// Streams the lines of a UTF-8 file, plain or compressed by gzip or Zstandard, as its name ends. Lines end at a line feed; a carriage return before
/// it and a byte order mark at the start are dropped. Bytes that are not UTF-8 are an error: silent replacement would become training data.
/// </summary>
internal static class TextFile
{
    private const int BufferSize = 1 << 17;

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
        FileStream opened = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize, FileOptions.SequentialScan);
        if (GitPointer.Is(opened))
        {
            opened.Dispose();
            throw GitPointer.Fault(path);
        }

        SteadyFile file = new(opened);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gz" => new ArchiveStream(new GzipContent(file, opened.CanSeek ? opened.Length : -1), path),
            ".zst" => new ArchiveStream(Zstandard(file), path),
            _ => file,
        };
    }

    /// <summary>The lines, of which each must be text. Throws <see cref="InvalidDataException"/> for the first that is not.</summary>
    public static IEnumerable<TextLine> Lines(string path) =>
        Records(path).Select(line => line.Fault is null ? line : throw new InvalidDataException(line.Fault));

    /// <summary>The lines, with a fault in place of what is not text.</summary>
    public static IEnumerable<TextLine> Records(string path) => Records(OpenContent(path), path);

    /// <summary>The lines of a stream, which is disposed of; <paramref name="path"/> names it in messages.</summary>
    public static IEnumerable<TextLine> Records(Stream opened, string path)
    {
        using Stream content = opened;
        LineBuffer line = new(path);
        byte[] buffer = new byte[BufferSize];
        long number = 0;
        for (int count = Read(content, buffer, path, number); count > 0; count = Read(content, buffer, path, number))
        {
            int start = 0;
            for (int end = Array.IndexOf(buffer, (byte)'\n', 0, count); end >= 0; end = Array.IndexOf(buffer, (byte)'\n', start, count - start))
            {
                line.Append(buffer.AsSpan(start, end - start));
                yield return line.Take(++number);
                start = end + 1;
            }

            line.Append(buffer.AsSpan(start, count - start));
        }

        if (!line.IsEmpty) yield return line.Take(++number) with { Open = true };
    }

    /// <summary>Reads until the buffer is full or the content ends; a broken archive is reported with the file and the last good line, counted on from <paramref name="line"/>.</summary>
    public static int Read(Stream content, byte[] buffer, string path, long line)
    {
        int filled = 0;
        try
        {
            for (int read = content.Read(buffer); read > 0 && (filled += read) < buffer.Length; read = content.Read(buffer.AsSpan(filled)))
            {
            }

            return filled;
        }
        catch (InvalidDataException failure) when (ArchiveStream.After(failure, path, line + buffer.AsSpan(0, filled).Count((byte)'\n')) is { } broken)
        {
            throw broken;
        }
    }

    // Windows as large as `zstd --long=31` makes them; memory is taken only as the file asks.
    private static DecompressionStream Zstandard(Stream file)
    {
        DecompressionStream content = new(file, leaveOpen: false);
        content.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, 31);
        return content;
    }
}

/// <summary>One line of a text file with its number, from 1. A line that is not text has a fault, which names file and line, in place of its text.</summary>
internal readonly record struct TextLine(long Number, string Text)
{
    public string? Fault { get; init; }

    /// <summary>Whether the file ends before the line does: the last line without a line feed.</summary>
    public bool Open { get; init; }

    public static TextLine Broken(long number, string fault) => new(number, "") { Fault = fault };
}
