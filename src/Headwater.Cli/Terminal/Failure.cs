using System.Net.Sockets;
using Headwater.Models;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>An exception as the person who typed the command should see it: one message, one exit code.</summary>
internal static class Failure
{
    /// <summary>The exit code of <paramref name="exception"/>: 2 where the input is at fault, 1 where the work is, 130 where it was interrupted.</summary>
    public static int ExitCodeOf(Exception exception) => exception switch
    {
        OperationCanceledException => ExitCode.Interrupted,
        StudySpecException or InvalidDataException or ArgumentException or FileNotFoundException or DirectoryNotFoundException
            or UnauthorizedAccessException or FormatException or SlurmException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    /// <summary>Writes the message of <paramref name="exception"/>; its stack only where the cause is a defect of Headwater.</summary>
    public static void Write(TextWriter error, Exception exception)
    {
        switch (exception)
        {
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
                error.WriteLine($"headwater: {exception}");
                break;
        }
    }

    // ArgumentException appends the parameter's name, which means nothing to the person at the terminal.
    private static string MessageOf(Exception exception) =>
        exception is ArgumentException { ParamName: not null } argument
            ? argument.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal)
            : exception.Message;
}
