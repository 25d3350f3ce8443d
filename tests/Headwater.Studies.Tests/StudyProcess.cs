using System.Diagnostics;
using System.Runtime.CompilerServices;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>
/// Lets tests start this program as a process of its own that runs a study or the jobs of one, to be killed from outside. Loads libtorch once for everything else.
/// </summary>
internal static class StudyProcess
{
    private const string Run = "run-study";

    /// <summary>How this program is started again.</summary>
    public static string[] Command { get; } = [Environment.ProcessPath!];

    private static RunOptions Options => new() { Jobs = 1, LogEvery = 1, SaveEvery = TimeSpan.Zero };

    public static Process Start(string studyFile, string folder)
    {
        ProcessStartInfo info = new(Command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Run, studyFile, folder])
            info.ArgumentList.Add(argument);
        return Process.Start(info)!;
    }

    /// <summary>Starts a study and kills it at a moment.</summary>
    public static void KillWhen(string studyFile, string folder, string moment, Func<bool> reached)
    {
        using Process process = Start(studyFile, folder);
        bool isReached = Patience.Until(() => reached() || process.HasExited, process);
        Assert.False(process.HasExited, $"the study ended before {moment}: {(process.HasExited ? process.StandardError.ReadToEnd() : "")}");
        Assert.True(isReached, $"{moment} was not reached");
        process.Kill();
        process.WaitForExit();
    }

    [ModuleInitializer]
    internal static void Initialise()
    {
        switch (Environment.GetCommandLineArgs())
        {
            case [_, Run, string file, string folder]:
                Environment.Exit(StudyRunner.Run(StudyReader.Read(file), new StudyFolder(folder), "cpu", Options).Succeeded ? 0 : 1);
                break;
            case [_, "job", string folder]:
                StudyRunner.RunJobs(new StudyFolder(folder), Console.In, Console.Out, Options, watched: true);
                Environment.Exit(0);
                break;
            default:
                TorchRuntime.Load(threads: 1);
                break;
        }
    }
}
