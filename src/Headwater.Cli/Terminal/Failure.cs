using System.Net.Sockets;
using Headwater.Models;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>An exception as the person who typed the command should see it: one message, one exit code.</summary>
internal static class Failure
{
    private const string TraceVariable = "HEADWATER_TRACE";

    /// <summary>The exit code of <paramref name="exception"/>: 2 where the input is at fault, 1 where the work is, 130 where it was interrupted.</summary>
    public static int ExitCodeOf(Exception exception, Edition edition) => exception switch
    {
        AggregateException { InnerExceptions: [{ } first, ..] } => ExitCodeOf(first, edition),
        TorchUnavailableException when !edition.Trains => ExitCode.Usage,       // the other program was meant
        OperationCanceledException => ExitCode.Interrupted,
        StudySpecException or InvalidDataException or ArgumentException or FileNotFoundException or DirectoryNotFoundException
            or UnauthorizedAccessException or FormatException or SlurmException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    /// <summary>Writes the message of <paramref name="exception"/>. The stack trace of an internal error is written if the environment variable HEADWATER_TRACE is set.</summary>
    public static void Write(Terminal terminal, Exception exception)
    {
        TextWriter error = terminal.Error;
        string program = terminal.Edition.Name;
        switch (exception)
        {
            case AggregateException { InnerExceptions: [{ } first, ..] }: // of work that threads share
                Write(terminal, first);
                break;
            case OperationCanceledException:
                error.WriteLine($"{program}: interrupted.");
                break;
            case TorchUnavailableException when !terminal.Edition.Trains:
                error.WriteLine($"{program}: training and running models need libtorch, which {program} comes without. Nothing was changed.");
                error.WriteLine($"hint: {Edition.Full.Name} has the same commands and libtorch: dotnet tool install --global {Edition.Full.Name}");
                break;
            case TorchUnavailableException:
            case IOException or SocketException:
                error.WriteLine($"{program}: {exception.Message}");
                break;
            case var _ when ExitCodeOf(exception, terminal.Edition) == ExitCode.Usage:
                error.WriteLine($"{program}: {MessageOf(exception)}");
                break;
            default:
                bool traced = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TraceVariable));
                error.WriteLine($"{program}: internal error: {(traced ? exception : exception.Message)}");
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
