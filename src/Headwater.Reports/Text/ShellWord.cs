namespace Headwater.Reports;

/// <summary>A word for the command line of a POSIX shell, so that a reader can copy it.</summary>
public static class ShellWord
{
    /// <summary>The word as it is where it is plain, else in single quotes.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or '=' or ',') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
