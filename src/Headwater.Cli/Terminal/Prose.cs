using System.Text;

namespace Headwater.Cli;

/// <summary>Sentences at a terminal: broken between words at the width of a screen, left whole in a pipe.</summary>
internal static class Prose
{
    public static void Write(Terminal terminal, string text)
    {
        if (!terminal.Colours)
        {
            terminal.Output.WriteLine(text);
            return;
        }

        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > terminal.Width)
            {
                terminal.Output.WriteLine(line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        terminal.Output.WriteLine(line);
    }
}
