using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>What went wrong with a run, as far as it matters for trying it again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureKind>))]
public enum FailureKind
{
    /// <summary>Its own fault: the same would happen again.</summary>
    [JsonStringEnumMemberName("error")] Error,

    /// <summary>The process ended without a message: it was killed, ran out of memory, or lost its node.</summary>
    [JsonStringEnumMemberName("killed")] Killed,

    /// <summary>It asked for more memory than there was.</summary>
    [JsonStringEnumMemberName("memory")] Memory,

    /// <summary>A disk or file server was full, slow or unreachable.</summary>
    [JsonStringEnumMemberName("input-output")] InputOutput,

    /// <summary>An accelerator.</summary>
    [JsonStringEnumMemberName("device")] Device,
}

/// <summary>The kind of an exception.</summary>
internal static class FailureKinds
{
    public static FailureKind Of(Exception exception) => exception switch
    {
        TrainerException trainer => trainer.Kind,
        OutOfMemoryException => FailureKind.Memory,
        _ when IsOutOfMemory(exception.Message) => FailureKind.Memory,
        ArgumentException or Headwater.Models.TorchUnavailableException => FailureKind.Error, // no CUDA, no libtorch: the same a minute later
        _ when Lasting.Any(words => exception.Message.Contains(words, StringComparison.Ordinal)) => FailureKind.Error,
        _ when exception.Message.Contains("CUDA", StringComparison.Ordinal) => FailureKind.Device,
        FileNotFoundException or DirectoryNotFoundException or PathTooLongException => FailureKind.Error,
        IOException => FailureKind.InputOutput,
        _ => FailureKind.Error,
    };

    /// <summary>What went wrong, for people: of a full disk, also what to do.</summary>
    public static string MessageOf(Exception exception) => FullDisk.Any(words => exception.Message.Contains(words, StringComparison.Ordinal)) && !exception.Message.Contains("hint:", StringComparison.Ordinal)
        ? $"{exception.Message}\nhint: free some space there, or raise the quota, and run the study again: it continues from the last saved state."
        : exception.Message;

    private const string NoSpace = "No space left on device", NoQuota = "Disk quota exceeded";

    private static readonly string[] FullDisk = [NoSpace, NoQuota];

    // What the system and CUDA say where waiting does not help.
    private static readonly string[] Lasting =
    [
        NoSpace, NoQuota, "Read-only file system", "no CUDA-capable device", "driver version is insufficient", "invalid device ordinal", "no kernel image is available",
    ];

    // libtorch's allocators, on the processor and on CUDA.
    internal static bool IsOutOfMemory(string message) =>
        message.Contains("not enough memory", StringComparison.Ordinal) || message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);
}
