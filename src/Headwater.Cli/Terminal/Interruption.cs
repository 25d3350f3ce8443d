using System.Runtime.InteropServices;

namespace Headwater.Cli;

/// <summary>
/// Turns the first SIGINT, SIGTERM, SIGUSR1 or SIGUSR2 into a cancellation, so that work can checkpoint and stop; the same signal again ends the process
/// at once, and the processes it started before that. Another one changes nothing: Ctrl-C reaches a worker from the terminal, and then its parent's
/// SIGTERM. Where a parent watches over the process, no signal ends it at once: both may have got the same one.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int FirstUserSignal = 10;         // SIGUSR1 and SIGUSR2 on Linux: schedulers send them before time is up
    private const int SecondUserSignal = 12;

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _atOnce = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly TextWriter _error;
    private readonly string _message;
    private int _signal;
    private int _exitCode;

    /// <param name="error">Told once that the process is stopping.</param>
    /// <param name="terminated">The exit code after SIGTERM, SIGUSR1 or SIGUSR2: 75 where the work continues from a checkpoint.</param>
    /// <param name="message">What it is told.</param>
    public Interruption(
        TextWriter error, int terminated = Cli.ExitCode.Terminated, string message = "headwater: stopping after saving state; send the signal again to stop immediately.")
    {
        _error = error;
        _message = message;
        PosixSignal[] stops = OperatingSystem.IsLinux()
            ? [PosixSignal.SIGTERM, (PosixSignal)FirstUserSignal, (PosixSignal)SecondUserSignal]
            : [PosixSignal.SIGTERM];
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Cli.ExitCode.Interrupted)),
            .. stops.Select(signal => PosixSignalRegistration.Create(signal, context => Stop(context, terminated))),
        ];
    }

    /// <summary>Whether another process started this one and watches over it.</summary>
    public static bool IsWatched { get; } = Environment.GetEnvironmentVariable("HEADWATER_PARENT") is not null;

    public CancellationToken Token => _source.Token;

    /// <summary>Cancelled by the same signal again, just before the process ends.</summary>
    public CancellationToken AtOnce => _atOnce.Token;

    /// <summary>Whether the same signal again ends the process; not where a watching process or a scheduler may send it twice for one reason.</summary>
    public bool EndsAtOnce { get; init; } = !IsWatched;

    /// <summary>130 after SIGINT, the other code after the others, and null before any.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    /// <summary>Whether it was SIGUSR1 or SIGUSR2: time is nearly up.</summary>
    public bool IsOutOfTime => _signal is FirstUserSignal or SecondUserSignal;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _source.Dispose();
        _atOnce.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        int signal = (int)context.Signal;
        int before = Interlocked.CompareExchange(ref _signal, signal, 0);
        context.Cancel = before != signal || !EndsAtOnce;     // the same signal again does what signals do
        if (before == 0)
        {
            _exitCode = exitCode;
            _error.WriteLine(_message);
            _source.Cancel();
        }
        else if (!context.Cancel)
        {
            _atOnce.Cancel();
        }
    }
}
