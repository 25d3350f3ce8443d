namespace Headwater.Models;

/// <summary>Where what was measured of this machine is kept between processes: the user's cache folder.</summary>
public static class MachineCache
{
    /// <summary>The folder for one kind of measurement; not made yet.</summary>
    public static string Folder(string kind)
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(string.IsNullOrEmpty(cache) ? Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), ".cache") : cache, "headwater", kind);
    }

    /// <summary>The processor's own name, as far as a file may be called so; where it has none, the machine's.</summary>
    public static string Processor()
    {
        const string cpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(cpuInfo) ? File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        string name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? $"{Environment.MachineName}-{Environment.ProcessorCount}";
        return new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
    }
}
