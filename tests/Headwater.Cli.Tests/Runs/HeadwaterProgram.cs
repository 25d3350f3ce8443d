using System.Diagnostics;
using System.Globalization;

namespace Headwater.Cli.Tests;

/// <summary>The command as it is installed: a program of its own, whose runs are further processes of it.</summary>
internal static class HeadwaterProgram
{
    // Beside this one's build, of the same configuration.
    public static readonly string Path = Repository.PathOf("artifacts", "bin", "Headwater.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "headwater");

    public static Process Start(Dictionary<string, string>? variables, params string[] arguments)
    {
        ProcessStartInfo info = new(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables ?? [])
            info.Environment[name] = value;
        return Process.Start(info)!;
    }

    public static CommandResult Run(Dictionary<string, string>? variables, params string[] arguments)
    {
        using Process process = Start(variables, arguments);
        return Wait(process);
    }

    public static CommandResult Wait(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Processes whose command line names a text, but for this one.</summary>
    public static int[] Naming(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(System.IO.Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && CommandLine(id).Contains(text, StringComparison.Ordinal)),
    ];

    public static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";                                      // it has ended
        }
    }

    public static void Signal(int process, int signal)
    {
        using Process kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process} 2>/dev/null")]);
        kill.WaitForExit();
    }
}
