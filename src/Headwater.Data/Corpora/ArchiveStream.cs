using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Headwater.Data;

/// <summary>The decompressed content of a file, whose faults name the file and say in plain words what is wrong.</summary>
internal sealed class ArchiveStream(Stream content, string path) : ForwardStream(content)
{
    private const string ReasonKey = "reason";

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Below.Read(buffer);
        }
        catch (Exception failure) when (failure is InvalidDataException or ZstdException or EndOfStreamException)
        {
            string reason = Reason(failure);
            InvalidDataException broken = new(MessageOf(path, reason, null), failure);
            broken.Data[ReasonKey] = reason;
            throw broken;
        }
    }

    /// <summary>The same fault with the last line that came out whole; null where it is not one of an archive.</summary>
    public static InvalidDataException? After(InvalidDataException fault, string path, long line) =>
        fault.Data[ReasonKey] is string reason ? new InvalidDataException(MessageOf(path, reason, line), fault) : null;

    private static string MessageOf(string path, string reason, long? line) =>
        $"{path}: the compressed data is broken{(line is null ? "" : $" after line {line}")} ({reason}).\nhint: fetch or pack the file again.";

    private static string Reason(Exception failure) => failure switch
    {
        InvalidDataException { Message: "the file ends too early" } => failure.Message,
        InvalidDataException { Message: var message } when message.StartsWith("bytes that are not gzip", StringComparison.Ordinal) => message,
        EndOfStreamException => "the file ends too early",
        ZstdException { Code: ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge } => "its window is larger than the 2 GiB that are read",
        ZstdException { Code: ZSTD_ErrorCode.ZSTD_error_prefix_unknown } => "it is not Zstandard, whatever its name says",
        ZstdException => $"it is damaged Zstandard data: {failure.Message}",
        _ => "it is damaged, or not gzip at all, whatever its name says",
    };
}
