using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Headwater.Cli.Tests;

/// <summary>Lets tests call the command as a process of its own, to be killed from outside: this program, started with <c>headwater</c> and its arguments.</summary>
internal static class CommandProcess
{
    private const string Command = "headwater";

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Command, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    [ModuleInitializer]
    internal static void Initialise()
    {
        if (Environment.GetCommandLineArgs() is [_, Command, .. string[] arguments])
        {
            Environment.Exit(CommandTree.Invoke(arguments, Terminal.OfProcess()));
        }
    }
}
