using System.Text;

namespace Headwater.Cli;

/// <summary>Bytes out of the tokenizer commands: into a file, or the terminal's output.</summary>
internal static class TokenizerStreams
{
    /// <summary>Writes a file whole or not at all, or standard output where there is no path.</summary>
    public static T Write<T>(string? path, Terminal terminal, Func<Stream, T> write)
    {
        if (path is not null) return WriteFile(path, write);
        if (terminal.Output is StreamWriter writer) return write(writer.BaseStream);
        using MemoryStream stream = new();
        T result = write(stream);
        terminal.Output.Write(Encoding.UTF8.GetString(stream.ToArray()));
        return result;
    }

    private static T WriteFile<T>(string path, Func<Stream, T> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            T result;
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write)) result = write(stream);
            File.Move(temporary, path, overwrite: true);
            return result;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
