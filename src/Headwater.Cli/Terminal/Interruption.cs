using System.Runtime.InteropServices;

namespace Headwater.Cli;

/// <summary>
/// Turns the first SIGINT or SIGTERM into a cancellation, so that work can checkpoint and stop; the same signal again ends the process at once.
/// The other one changes nothing: Ctrl-C reaches a worker from the terminal, and then its parent's SIGTERM.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly TextWriter _error;
    private int _exitCode;

    public Interruption(TextWriter error)
    {
        _error = error;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Cli.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Cli.ExitCode.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>130 after SIGINT, 143 after SIGTERM, and null before either.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        int before = Interlocked.CompareExchange(ref _exitCode, exitCode, 0);
        context.Cancel = before != exitCode;                // the same signal again does what signals do
        if (before != 0)
        {
            return;
        }

        _error.WriteLine("headwater: stopping at the next checkpoint; once more to stop at once.");
        _source.Cancel();
    }
}
