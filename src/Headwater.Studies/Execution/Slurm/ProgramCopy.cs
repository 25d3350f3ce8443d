using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Headwater.Studies;

/// <summary>
/// One copy of the program in the study's folder, named after its content: queued jobs do what was handed in, whatever is built meanwhile. Folders that are
/// links (libtorch) lead into package caches, whose files never change: those are linked where the file system is the same, and copied elsewhere.
/// </summary>
internal static partial class ProgramCopy
{
    private const int Digits = 12;

    /// <summary>The command that starts the copy.</summary>
    /// <param name="folder">The copies go below it.</param>
    /// <param name="command">A host and a program, or a program alone.</param>
    public static ImmutableArray<string> Of(string folder, ImmutableArray<string> command)
    {
        string program = command[^1];
        string source = Path.GetDirectoryName(Path.GetFullPath(program))!;
        ImmutableArray<string> files = [.. Directory.EnumerateFiles(source, "*", Whole).Select(path => Path.GetRelativePath(source, path)).Order(StringComparer.Ordinal)];
        string target = Path.Combine(folder, "program", Hash(source, files));
        if (!Directory.Exists(target))
            Copy(source, files, target);
        return [.. command[..^1], Path.Combine(target, Path.GetFileName(program))];
    }

    private static EnumerationOptions Whole { get; } = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    private static void Copy(string source, ImmutableArray<string> files, string target)
    {
        string temporary = $"{target}.tmp-{Guid.NewGuid():N}";
        foreach (string file in files)
        {
            string to = Path.Combine(temporary, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (!IsLinked(source, file) || !TryLink(Path.Combine(source, file), to))
                File.Copy(Path.Combine(source, file), to);
        }

        try
        {
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(temporary, recursive: true);   // another command made the same copy meanwhile
        }
    }

    private static string Hash(string source, ImmutableArray<string> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            string path = Path.Combine(source, file);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\n{new FileInfo(path).Length}\n"));
            if (!IsLinked(source, file))
                hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    // Whether a folder on the way is a link.
    private static bool IsLinked(string source, string file)
    {
        for (string? folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (new DirectoryInfo(Path.Combine(source, folder)).LinkTarget is not null)
                return true;
        }

        return false;
    }

    private static bool TryLink(string from, string to)
    {
        try
        {
            return !OperatingSystem.IsWindows() && Link(new FileInfo(from).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(from), to) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

#pragma warning disable SYSLIB1054 // generated marshalling would ask for unsafe code
    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
#pragma warning restore SYSLIB1054
}
