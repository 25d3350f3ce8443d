using System.Net.Sockets;
using Headwater.Models;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>An exception as the person who typed the command should see it: one message, one exit code.</summary>
internal static class Failure
{
    private const string TraceVariable = "HEADWATER_TRACE";

    /// <summary>The exit code of <paramref name="exception"/>: 2 where the input is at fault, 1 where the work is, 130 where it was interrupted.</summary>
    public static int ExitCodeOf(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [{ } first, ..] } => ExitCodeOf(first),
        OperationCanceledException => ExitCode.Interrupted,
        StudySpecException or InvalidDataException or ArgumentException or FileNotFoundException or DirectoryNotFoundException
            or UnauthorizedAccessException or FormatException or SlurmException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    /// <summary>Writes the message of <paramref name="exception"/>. The stack trace of an internal error is written if the environment variable HEADWATER_TRACE is set.</summary>
    public static void Write(TextWriter error, Exception exception)
    {
        switch (exception)
        {
            case AggregateException { InnerExceptions: [{ } first, ..] }: // of work that threads share
                Write(error, first);
                break;
            case OperationCanceledException:
                error.WriteLine("headwater: interrupted.");
                break;
            case TorchUnavailableException:
            case IOException or SocketException:
                error.WriteLine($"headwater: {exception.Message}");
                break;
            case var _ when ExitCodeOf(exception) == ExitCode.Usage:
                error.WriteLine($"headwater: {MessageOf(exception)}");
                break;
            default:
                bool traced = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TraceVariable));
                error.WriteLine($"headwater: internal error: {(traced ? exception : exception.Message)}");
                error.WriteLine($"hint: please report this with the command line, the input and what the command prints with {TraceVariable}=1 in the environment.");
                break;
        }
    }

    // ArgumentException appends the parameter's name, which means nothing to the person at the terminal.
    private static string MessageOf(Exception exception) =>
        exception is ArgumentException { ParamName: not null } argument
            ? argument.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal)
            : exception.Message;
}
