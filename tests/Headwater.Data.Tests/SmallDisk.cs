using System.Diagnostics;
using System.Globalization;

namespace Headwater.Data.Tests;

/// <summary>A disk of a few megabytes in memory, to be filled up. Only root can mount one; the test is skipped, visibly, for others.</summary>
internal sealed class SmallDisk(string folder) : IDisposable
{
    public static SmallDisk Mount(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        int code = Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
        if (code != 0) Assert.Skip("A small disk cannot be mounted here; it takes root.");
        return new SmallDisk(folder);
    }

    public void Dispose() => Run("umount", folder);

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
