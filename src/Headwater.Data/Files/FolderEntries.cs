using System.Runtime.InteropServices;

namespace Headwater.Data;

/// <summary>
/// Brings the names in a folder to disk. A file that is flushed and renamed may come back under its old name after a power cut, unless its folder is flushed
/// too (fsync(2)). Where a system cannot do that, nothing is done.
/// </summary>
public static class FolderEntries
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            return;
        _ = Synchronise(descriptor); // some network file systems refuse it
        _ = Close(descriptor);
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
