using Headwater.Data;

namespace Headwater.Cli;

/// <summary>The lines of a text, as <see cref="TextContent"/> reads them: of a file, or of standard input for "-".</summary>
internal static class TextLines
{
    /// <summary>The lines of a file. Throws where there is none.</summary>
    public static string[] Read(string path, Terminal terminal)
    {
        using Stream content = TextInput.Open(path, terminal, out string origin);
        return [.. TextContent.Lines(content, origin)];
    }

    /// <summary>The texts of a file, also those of JSONL and Parquet, or the lines of standard input where there is no path.</summary>
    public static string[] ReadTexts(string? path, Terminal terminal)
    {
        using Stream content = TextInput.OpenLines(path, terminal, out string origin);
        return [.. TextContent.Lines(content, origin)];
    }

    /// <summary>The lines of standard input.</summary>
    public static string[] Read(Terminal terminal) => Read(TextInput.StandardInput, terminal);
}
