using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Headwater.Studies;

/// <summary>The most memory that this process held, which on Linux can be asked for since a moment.</summary>
internal static class ProcessMemory
{
    private const string ResetFile = "/proc/self/clear_refs";

    /// <summary>Forgets the peak so far, where the system can: what comes is then of what is done from here on.</summary>
    public static void ResetPeak()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                File.WriteAllText(ResetFile, "5");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The peak since the process began stands in.
        }
    }

    /// <summary>Gives back what earlier work left in the heaps of a process that continues to other work, and forgets its peak.</summary>
    public static void Release()
    {
        GiveBack();
        ResetPeak();
    }

    /// <summary>Gives back what earlier work left in the heaps of a process.</summary>
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
            _ = Trim(0);
    }

#pragma warning disable SYSLIB1054 // an integer needs no generated marshalling, which would ask for unsafe code
    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nint pad);
#pragma warning restore SYSLIB1054

    /// <summary>Peak resident bytes.</summary>
    public static long Peak()
    {
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
