using System.Diagnostics;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>
/// Elapsed time of the calling thread, minus the time in which it was runnable but not scheduled, which Linux counts
/// (second number of schedstat, nanoseconds). What is left is what the work takes on a machine of its own.
/// </summary>
/// <param name="byTheClock">Whether to leave nothing out: on an accelerator, and where the study's own runs are more than the processors.</param>
internal sealed class WorkWatch(bool byTheClock)
{
    private const string Waits = "/proc/thread-self/schedstat";

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly bool _counts = !byTheClock && File.Exists(Waits);

    /// <summary>Seconds from some beginning.</summary>
    public double Now => Clock - Waited;

    /// <summary>Seconds by the clock from some beginning.</summary>
    public double Clock => _clock.Elapsed.TotalSeconds;

    /// <summary>Seconds for which this thread has waited for a processor since it began.</summary>
    public double Waited => _counts ? 1e-9 * long.Parse(File.ReadAllText(Waits).Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>Seconds since the process began, asked by its first thread.</summary>
    public double SinceStart
    {
        get
        {
            using Process self = Process.GetCurrentProcess();
            return (DateTime.Now - self.StartTime).TotalSeconds - Waited;
        }
    }
}
