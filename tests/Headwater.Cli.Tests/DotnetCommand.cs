using System.Diagnostics;

namespace Headwater.Cli.Tests;

/// <summary>The .NET SDK's command, run as a user runs it.</summary>
internal static class DotnetCommand
{
    /// <summary>Tests that build the same projects take turns: two builds at once would write the same files.</summary>
    public const string InTurn = "dotnet";

    /// <summary>Runs it to success and returns what it printed.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">The folder of packages, for a home of its own; <c>null</c> for the usual one.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="home">The user's home; <c>null</c> for the usual one.</param>
    public static string Run(string folder, string? packages, string[] arguments, string? home = null)
    {
        ProcessStartInfo info = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (packages is not null)
        {
            info.Environment["NUGET_PACKAGES"] = packages;
        }

        if (home is not null)
        {
            info.Environment["HOME"] = info.Environment["DOTNET_CLI_HOME"] = home;
        }

        using Process process = Process.Start(info)!;
        CommandResult result = HeadwaterProgram.Wait(process);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }
}
