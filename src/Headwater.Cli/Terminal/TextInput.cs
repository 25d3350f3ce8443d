using System.Text;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary>Opens text input for every command: a file (plain or compressed) or standard input.</summary>
internal static class TextInput
{
    /// <summary>What stands in place of a path for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The bytes of a file without its packing, or of standard input where there is no path or "-"; <paramref name="origin"/> is its name in messages.</summary>
    public static Stream Open(string? path, Terminal terminal, out string origin)
    {
        if (path is null or StandardInput)
        {
            origin = "standard input";
            return terminal.Input is StreamReader reader ? reader.BaseStream : new MemoryStream(Encoding.UTF8.GetBytes(terminal.Input.ReadToEnd()));
        }

        origin = path;
        return OpenFile(path);
    }

    /// <summary>The texts of a file a line each, also those of JSONL and Parquet, or the lines of standard input where there is no path or "-".</summary>
    public static Stream OpenLines(string? path, Terminal terminal, out string origin)
    {
        if (path is null or StandardInput || !File.Exists(path))
        {
            return Open(path, terminal, out origin);
        }

        origin = path;
        return Corpus.OpenLines(path);
    }

    /// <summary>The bytes of a file without its packing.</summary>
    public static Stream OpenFile(string path) => File.Exists(path)
        ? Corpus.OpenText(path)
        : throw new FileNotFoundException($"{path}: {(Directory.Exists(path) ? "this is a folder" : "there is no such file")}. Expected a text file, plain, .gz or .zst, or - for standard input.");
}
