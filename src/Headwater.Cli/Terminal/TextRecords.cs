namespace Headwater.Cli;

/// <summary>The records of a text that ends each with a delimiter; the last may lack it. With the line break they are its lines.</summary>
internal static class TextRecords
{
    private const string LineBreak = "\n";

    public static string[] Read(string path, string delimiter) =>
        delimiter == LineBreak || !File.Exists(path) ? TextLines.Read(path) : Split(File.ReadAllText(path), delimiter);

    public static string[] Read(TextReader reader, string delimiter) =>
        delimiter == LineBreak ? TextLines.Read(reader) : Split(reader.ReadToEnd(), delimiter);

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
