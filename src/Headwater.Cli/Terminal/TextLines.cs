namespace Headwater.Cli;

/// <summary>The lines of a text. A line ends at \n alone, and its \r goes with it: other characters that break lines are part of a line.</summary>
internal static class TextLines
{
    /// <summary>The lines of a file. Throws where there is none.</summary>
    public static string[] Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file. Expected a text file with one segment a line.");
        }

        using StreamReader reader = new(path);
        return Read(reader);
    }

    public static string[] Read(TextReader reader)
    {
        string text = reader.ReadToEnd();
        if (text.Length == 0)
        {
            return [];
        }

        string[] lines = (text[^1] == '\n' ? text[..^1] : text).Split('\n');
        return [.. lines.Select(line => line.TrimEnd('\r'))];
    }
}
