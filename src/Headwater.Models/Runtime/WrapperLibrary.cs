using System.Security.Cryptography;

namespace Headwater.Models;

/// <summary>
/// TorchSharp's wrapper library in a form that this system can load. The package is built against GCC 13's libstdc++;
/// on an older system a copy that does not insist on the missing version is written once to the user's cache folder.
/// Safe when several processes start together: each writes its own temporary file, and a rename puts it in place.
/// </summary>
internal static class WrapperLibrary
{
    private const string StandardLibrary = "libstdc++.so.6";

    // A marker that tells the linker which object initialises the streams. Nothing calls it, so its absence harms nothing.
    private const string NeverCalled = "_ZSt21ios_base_library_initv";

    /// <summary>The path to load, and the versions that were made optional for it (none: the original loads as it is).</summary>
    public static (string Path, IReadOnlyList<string> Weakened) Prepare(string wrapper)
    {
        string? standardLibrary = LoadedLibrary(StandardLibrary);
        if (standardLibrary is null)
        {
            return (wrapper, []);
        }

        byte[] image = File.ReadAllBytes(wrapper);
        SymbolVersions versions = new(image, wrapper);
        IReadOnlySet<string> offered = new SymbolVersions(File.ReadAllBytes(standardLibrary), standardLibrary).Defined();
        SymbolVersions.VersionNeed[] missing = [.. versions.NeededFrom(StandardLibrary).Where(need => !offered.Contains(need.Name))];
        if (missing.Length == 0)
        {
            return (wrapper, []);
        }

        foreach (SymbolVersions.VersionNeed need in missing)
        {
            string[] real = [.. versions.SymbolsBehind(need).Where(symbol => symbol != NeverCalled)];
            if (real.Length > 0)
            {
                throw new TorchUnavailableException(
                    $"{wrapper} needs {need.Name} of {StandardLibrary} for {string.Join(", ", real.Take(3))}; {standardLibrary} does not have it. " +
                    "Use a system with a newer libstdc++ (Debian 13, Ubuntu 24.04 or later), or put one first on LD_LIBRARY_PATH before the program starts.");
            }
        }

        string copy = Store(versions.Weaken(missing), Path.GetFileName(wrapper), Convert.ToHexStringLower(SHA256.HashData(image)));
        return (copy, [.. missing.Select(need => need.Name)]);
    }

    private static string Store(byte[] content, string fileName, string key)
    {
        List<string> failures = [];
        foreach (string cache in CacheFolders())
        {
            try
            {
                string folder = Path.Combine(cache, "headwater", "native", key[..16]);
                CreatePrivately(folder);
                string path = Path.Combine(folder, fileName);
                if (!Holds(path, content))
                {
                    Replace(path, content);
                }

                return path;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failures.Add(exception.Message);
            }
        }

        throw new TorchUnavailableException(
            $"No folder for the patched copy of {fileName}: {string.Join(" ", failures)} Set XDG_CACHE_HOME to a folder that can be written.");
    }

    private static IEnumerable<string> CacheFolders()
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (Path.IsPathRooted(cache))
        {
            yield return cache;
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length > 0)
        {
            yield return Path.Combine(home, ".cache");
        }

        yield return Path.Combine(Path.GetTempPath(), $"headwater-{Environment.UserName}");
    }

    private static void CreatePrivately(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // The whole content is compared: a torn or foreign file in a shared folder is never loaded.
    private static bool Holds(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static void Replace(string path, byte[] content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}";
        using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string? LoadedLibrary(string name) => !File.Exists("/proc/self/maps")
        ? null
        : File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is int start and >= 0 ? line[start..] : "")
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal) && File.Exists(path));
}
