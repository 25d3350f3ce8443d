using System.Text;

namespace Headwater.Cli;

/// <summary>Writes sentences, broken at the width of the screen, or at 120 columns where there is none.</summary>
internal static class Prose
{
    private const int PipeWidth = 120;

    /// <summary>Writes a text to the output.</summary>
    public static void Write(Terminal terminal, string text)
    {
        foreach (string line in text.Split('\n').SelectMany(part => Wrap(part, terminal.Colours ? terminal.Width : PipeWidth, indent: 0)))
        {
            terminal.Output.WriteLine(line);
        }
    }

    /// <summary>Writes a remark to the error stream; its further lines are indented by two columns.</summary>
    public static void WriteRemark(Terminal terminal, string text)
    {
        foreach (string line in text.Split('\n').SelectMany(part => Wrap(part, PipeWidth, indent: 2)))
        {
            terminal.Error.WriteLine(line);
        }
    }

    /// <summary>The lines of a text of one paragraph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The most columns of a line; a longer word has a line of its own.</param>
    /// <param name="indent">Spaces before every line but the first.</param>
    public static IEnumerable<string> Wrap(string text, int width = PipeWidth, int indent = 2)
    {
        StringBuilder line = new();
        int empty = 0;
        foreach (string word in text.Split(' '))
        {
            if (line.Length > empty && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent);
                empty = indent;
            }

            line.Append(line.Length > empty ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
