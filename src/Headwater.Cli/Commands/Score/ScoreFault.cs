namespace Headwater.Cli;

/// <summary>Maps data errors to exit code 1, as the reference tools do, and writes the result to the screen or to a file.</summary>
internal static class ScoreFault
{
    private const int DataError = 1;

    /// <summary>Runs <paramref name="score"/> and returns the exit code; the message of a fault of the data goes to standard error.</summary>
    public static int Guard(Terminal terminal, Action score)
    {
        try
        {
            score();
            return ExitCode.Success;
        }
        catch (Exception exception) when (Failure.ExitCodeOf(exception, terminal.Edition) == ExitCode.Usage)
        {
            Failure.Write(terminal, exception);
            return exception is FieldCountException ? FieldCountException.ExitCode : DataError;
        }
    }

    /// <summary>Lets <paramref name="write"/> write to standard output, or where <paramref name="path"/> is given, once all of it is there, to that file.</summary>
    public static void WriteTo(Terminal terminal, string? path, Action<Terminal> write)
    {
        if (path is null)
        {
            write(terminal);
            return;
        }

        using StringWriter text = new() { NewLine = "\n" };
        write(terminal with { Output = text });
        File.WriteAllText(path, text.ToString());
    }
}

/// <summary>A line of a tab-separated stream with the wrong number of fields, for which the reference tool has an exit code of its own.</summary>
internal sealed class FieldCountException(string message) : FormatException(message)
{
    /// <summary>The exit code of the reference tool.</summary>
    public const int ExitCode = 17;
}
