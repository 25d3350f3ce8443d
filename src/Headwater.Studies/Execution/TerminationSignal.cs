using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Headwater.Studies;

/// <summary>Asks a process to save itself and end: SIGTERM, where there are signals.</summary>
internal static partial class TerminationSignal
{
    private const int Terminate = 15;

    /// <summary>To a process by its number; one that is gone is left alone.</summary>
    public static void Send(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            Send(found);
        }
        catch (ArgumentException)
        {
            // There is none any more.
        }
    }

    public static void Send(Process process)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                process.Kill(entireProcessTree: true);
            else if (!process.HasExited)
                _ = Kill(process.Id, Terminate);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

#pragma warning disable SYSLIB1054 // two integers need no generated marshalling, which would ask for unsafe code
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
#pragma warning restore SYSLIB1054
}
