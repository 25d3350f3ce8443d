namespace Headwater.Cli;

/// <summary>A line of a tab-separated stream with the wrong number of fields, for which the reference tool has an exit code of its own.</summary>
internal sealed class FieldCountException(string message) : FormatException(message)
{
    /// <summary>The exit code of the reference tool.</summary>
    public const int ExitCode = 17;
}
