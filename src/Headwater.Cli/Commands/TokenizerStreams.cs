using System.Text;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary>Bytes in and out of the tokenizer commands: files, or the terminal's input and output.</summary>
internal static class TokenizerStreams
{
    /// <summary>A file, or standard input where there is no path; <paramref name="origin"/> is its name in messages.</summary>
    public static Stream Open(string? path, Terminal terminal, out string origin)
    {
        origin = path ?? "standard input";
        if (path is not null && !File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such file. Expected a text file, plain, .gz or .zst.");
        if (path is not null) return Corpus.OpenText(path);
        return terminal.Input is StreamReader reader ? reader.BaseStream : new MemoryStream(Encoding.UTF8.GetBytes(terminal.Input.ReadToEnd()));
    }

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
