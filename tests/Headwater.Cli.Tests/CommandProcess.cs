using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Headwater.Cli.Tests;

/// <summary>Lets tests call the command as a process of its own, to be killed from outside: this program, started with <c>headwater</c> and its arguments.</summary>
internal static class CommandProcess
{
    private const string Command = "headwater";
    private const string Calibrate = "calibrate";

    public static Process Start(params string[] arguments) => StartWith([], arguments);

    public static Process StartWith(Dictionary<string, string> variables, params string[] arguments)
    {
        ProcessStartInfo info = new(Environment.ProcessPath!, [Command, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables)
        {
            info.Environment[name] = value;
        }

        return Process.Start(info)!;
    }

    [ModuleInitializer]
    internal static void Initialise()
    {
        if (Environment.GetCommandLineArgs() is [_, Command, .. string[] arguments])
        {
            Environment.Exit(CommandTree.Invoke(arguments, Terminal.OfProcess()));
        }

        // As plan starts the program that it is part of.
        if (Environment.GetCommandLineArgs() is [_, Calibrate, string request])
        {
            Environment.Exit(CommandTree.Invoke([Calibrate, request], Terminal.OfProcess()));
        }
    }
}
