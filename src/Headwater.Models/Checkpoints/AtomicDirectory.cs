using System.Runtime.InteropServices;

namespace Headwater.Models;

/// <summary>Writes a whole folder or nothing: under a temporary name beside it, then by a rename that also replaces an older folder.</summary>
internal static partial class AtomicDirectory
{
    private const int CurrentFolder = -100;      // AT_FDCWD
    private const uint Exchange = 2;             // RENAME_EXCHANGE

    public static void Write(string directory, Action<string> fill)
    {
        string target = Path.GetFullPath(directory);
        string temporary = $"{Path.TrimEndingDirectorySeparator(target)}.tmp-{Guid.NewGuid():N}";
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            Replace(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    // After an exchange the temporary name holds the old folder, which the caller deletes.
    private static void Replace(string temporary, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(temporary, target);
        }
        else if (!TryExchange(temporary, target))
        {
            string old = $"{temporary}-old";
            Directory.Move(target, old);
            Directory.Move(temporary, target);
            Directory.Delete(old, recursive: true);
        }
    }

    private static bool TryExchange(string first, string second)
    {
        try
        {
            return OperatingSystem.IsLinux() && RenameAt(CurrentFolder, first, CurrentFolder, second, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);
}
