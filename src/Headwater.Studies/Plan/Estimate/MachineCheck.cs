using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Whether what a study needs at once is there.</summary>
public static class MachineCheck
{
    /// <summary>What is short on this machine and on the disk of the study's folder.</summary>
    public static ImmutableArray<DesignWarning> Of(PlanEstimate estimate, string device, StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(folder);
        return Of(estimate, device == "cpu" ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes : null, FreeBytes(folder.Root));
    }

    internal static ImmutableArray<DesignWarning> Of(PlanEstimate estimate, long? memory, long? disk)
    {
        double left = estimate.Jobs.Sum(job => job.DiskBytes * (1 - job.Done));
        DesignWarning?[] warnings =
        [
            estimate.MemoryAtOnceBytes <= memory || memory is null ? null : new DesignWarning("little-memory",
                FormattableString.Invariant($"{estimate.JobsAtATime} concurrent runs need about {estimate.MemoryAtOnceBytes / 1e9:0.#} GB, but this machine has {memory / 1e9:0.#} GB."),
                "Lower --jobs, or set micro-batch in the study."),
            left <= disk || disk is null ? null : new DesignWarning("little-disk",
                FormattableString.Invariant($"the runs that are left write about {left / 1e9:0.##} GB, and {disk / 1e9:0.##} GB are free."),
                "Free some space, or choose another disk with --out."),
        ];
        return [.. warnings.OfType<DesignWarning>()];
    }

    // The folder may not exist yet; its disk does.
    private static long? FreeBytes(string folder)
    {
        string? there = folder;
        while (there is not null && !Directory.Exists(there))
            there = Path.GetDirectoryName(there);
        try
        {
            return there is null ? null : new DriveInfo(there).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
