using System.Text;

namespace Headwater.Cli;

/// <summary>Writes sentences: wrapped at the terminal width, on one line in a pipe.</summary>
internal static class Prose
{
    private const int PipeWidth = 120;

    public static void Write(Terminal terminal, string text)
    {
        if (terminal.Colours)
        {
            WriteWrapped(terminal, text, terminal.Width);
        }
        else
        {
            terminal.Output.WriteLine(text);
        }
    }

    /// <summary>The same for text that is read in a pipe too: broken at the width of a screen, or at 120 columns without one.</summary>
    public static void WriteScreen(Terminal terminal, string text) => WriteWrapped(terminal, text, terminal.Colours ? terminal.Width : PipeWidth);

    private static void WriteWrapped(Terminal terminal, string text, int width)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                terminal.Output.WriteLine(line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        terminal.Output.WriteLine(line);
    }
}
