using System.Globalization;

namespace Headwater.Studies;

/// <summary>Whether another run fits into memory beside those that run, by what the plan predicts. One run always may.</summary>
internal sealed class MemoryBudget
{
    private readonly long _bytes;

    private MemoryBudget(long bytes) => _bytes = bytes;

    /// <summary>Everything fits: a device has its own memory, and one run a device.</summary>
    public static MemoryBudget Unlimited { get; } = new(long.MaxValue);

    /// <summary>So many bytes; null for what is free on this machine now.</summary>
    public static MemoryBudget Of(long? bytes) => new(bytes ?? Free());

    public bool Fits(Job next, IReadOnlyCollection<Job> running) => running.Count == 0 || Predicted(running) + Predicted(next) <= _bytes;

    /// <summary>Why a run waits.</summary>
    public string Shortage(Job next, IReadOnlyCollection<Job> running) => string.Create(
        CultureInfo.InvariantCulture,
        $"{next.Id} waits for memory: it needs about {Predicted(next) / 1e6:0} MB, and {running.Count} running jobs need about {Predicted(running) / 1e6:0} of {_bytes / 1e6:0} MB.");

    // Every run that trains has a process of its own.
    private static long Predicted(Job job) => job.Trains ? job.MemoryBytes + ModelCost.ProgramBytes : job.MemoryBytes;

    private static long Predicted(IEnumerable<Job> running) => running.Sum(Predicted);

    // What the kernel can give without swapping, and no more than a control group allows.
    private static long Free()
    {
        long allowed = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        const string memory = "/proc/meminfo";
        const string available = "MemAvailable:";
        if (!File.Exists(memory) || File.ReadLines(memory).FirstOrDefault(line => line.StartsWith(available, StringComparison.Ordinal)) is not { } line)
            return allowed;
        long kibibytes = long.Parse(line[available.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture);
        return Math.Min(allowed, kibibytes * 1024);
    }
}
