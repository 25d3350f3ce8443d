using Parquet.Meta;

namespace Headwater.Data;

/// <summary>What is said of a Parquet file that cannot be read: the reason, where the reader's own words are one, and what to do.</summary>
internal static class ParquetFault
{
    private const int Smallest = 12; // the mark at both ends and the footer's length

    /// <summary>Throws <see cref="InvalidDataException"/> where the footer is said to be larger than the file, over which the package reads without end.</summary>
    public static void CheckFooter(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (GitPointer.Is(file)) throw GitPointer.Fault(path);
        if (file.Length < Smallest) return;
        Span<byte> end = stackalloc byte[8];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(end);
        if (end.EndsWith("PAR1"u8) && (length < 1 || length > file.Length - Smallest)) throw new InvalidDataException($"its footer says that it has {length} bytes, and the file has {file.Length}");
    }

    /// <summary>A column whose compression is not read.</summary>
    public static InvalidDataException Codec(string column, CompressionCodec codec) => new(codec == CompressionCodec.LZ4
        ? $"its column \"{column}\" is compressed by LZ4 as Hadoop wraps it (codec LZ4, which Parquet's specification replaced by LZ4_RAW), which is not read"
        : $"its column \"{column}\" is compressed by {codec}, which is not read");

    public static InvalidDataException Of(string path, Exception failure)
    {
        if (failure is InvalidDataException named && named.Message.StartsWith(path, StringComparison.Ordinal)) return named; // it names the file already
        // Of what it does not know the package tells no more than that a number is out of range.
        bool isUnclear = failure is ArgumentException or IndexOutOfRangeException or NotSupportedException or NotImplementedException or NullReferenceException or InvalidCastException or OverflowException;
        string reason = isUnclear ? "it is damaged, or its encoding is not one that is read" : failure.Message.Split('\n')[0].TrimEnd('.');
        return new InvalidDataException($"{path}: not readable as Parquet ({reason}).\nhint: fetch the file again, or write it again with compression zstd, snappy or lz4_raw, or as .jsonl.", failure);
    }
}
