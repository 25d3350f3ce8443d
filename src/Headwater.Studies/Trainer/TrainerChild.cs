using System.ComponentModel;
using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>
/// The process of a trainer, on record in the run's folder while it lives. A trainer outlives a Headwater that is killed: the next attempt ends it before it starts another, so that two never
/// write into one folder.
/// </summary>
internal sealed record TrainerChild(string Machine, int Process, DateTime Started)
{
    // The start of a process is told in clock ticks of the system.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static string FileOf(RunFolder run) => Path.Combine(run.Root, "trainer.json");

    public static void Write(RunFolder run, Process process)
    {
        try
        {
            RecordFile.WriteJson(FileOf(run), new TrainerChild(Environment.MachineName, process.Id, process.StartTime.ToUniversalTime()));
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    /// <summary>Ends what an earlier attempt left running on this machine.</summary>
    public static void EndEarlier(RunFolder run)
    {
        string file = FileOf(run);
        if (!File.Exists(file))
            return;
        TrainerChild earlier = RecordFile.ReadJson<TrainerChild>(file);
        if (earlier.Machine == Environment.MachineName && Find(earlier) is { } process)
        {
            using (process)
            {
                Kill(process);
                process.WaitForExit();
            }
        }

        File.Delete(file);
    }

    /// <summary>Ends a process and everything it started.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in between.
        }
    }

    // The number may belong to another process by now, which began at another time.
    private static Process? Find(TrainerChild earlier)
    {
        try
        {
            Process process = System.Diagnostics.Process.GetProcessById(earlier.Process);
            if ((process.StartTime.ToUniversalTime() - earlier.Started).Duration() < Tick)
                return process;
            process.Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // There is none any more.
        }

        return null;
    }
}
