using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>
/// Seconds of work: by the clock, or, on a machine that others hold, by the processor time of this process over its threads, which leaves out the time it waited.
/// </summary>
/// <param name="threads">Threads that work at a time, to count processor time; null to go by the clock.</param>
internal sealed class WorkWatch(int? threads)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Seconds from some beginning.</summary>
    public double Now => threads is int count ? Environment.CpuUsage.TotalTime.TotalSeconds / count : _clock.Elapsed.TotalSeconds;

    /// <summary>Seconds since the process began.</summary>
    public double SinceStart
    {
        get
        {
            if (threads is not null)
                return Environment.CpuUsage.TotalTime.TotalSeconds;
            using Process self = Process.GetCurrentProcess();
            return (DateTime.Now - self.StartTime).TotalSeconds;
        }
    }
}
