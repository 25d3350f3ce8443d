using Headwater.Data;

namespace Headwater.Cli;

/// <summary>The records of a text that ends each with a delimiter; the last may lack it. With the line break they are its lines.</summary>
internal static class TextRecords
{
    private const string LineBreak = "\n";

    /// <summary>The records of a file, or of standard input where there is no path.</summary>
    public static string[] Read(string? path, string delimiter, Terminal terminal)
    {
        using Stream content = TextInput.Open(path, terminal, out string origin);
        return delimiter == LineBreak ? [.. TextContent.Lines(content, origin)] : Split(TextContent.All(content, origin), delimiter);
    }

    private static string[] Split(string text, string delimiter)
    {
        if (delimiter.Length == 0)
        {
            throw new ArgumentException("--delimiter is empty; expected the text that ends a document.");
        }

        string[] records = text.Split(delimiter);
        return records[^1].Length == 0 ? records[..^1] : records;
    }
}
