using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headwater.Cli;

/// <summary>A result as JSON on standard output: indented, readable text unescaped, one newline at the end.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Layout =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, Action<Utf8JsonWriter> write) => Write(terminal, Layout.IndentSize, write);

    /// <summary>The same with <paramref name="indent"/> spaces a level.</summary>
    public static void Write(Terminal terminal, int indent, Action<Utf8JsonWriter> write)
    {
        using TextStream stream = new(terminal.Output);
        using (Utf8JsonWriter json = new(stream, Layout with { IndentSize = indent }))
        {
            write(json);
        }

        terminal.Output.WriteLine();
    }
}
