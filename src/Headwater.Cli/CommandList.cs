using System.Text;

namespace Headwater.Cli;

/// <summary>
/// The list of commands that <c>headwater --help</c> prints, in the layout that System.CommandLine gives the help of each command. System.CommandLine is not loaded for it.
/// </summary>
internal static class CommandList
{
    private const int LeastWidth = 24;                      // of a column of text, however narrow the screen is

    private const string Help = "-?, -h, --help";

    private const string Spaces = "                                                ";

    /// <summary>Writes the list where the arguments ask for it; <c>false</c> where they do not.</summary>
    public static bool Answer(string[] args, Terminal terminal)
    {
        if (args is not ["--help" or "-h" or "-?"])
        {
            return false;
        }

        Write(terminal.Output, terminal.Edition.Name, CommandEntry.Program, CommandEntry.All, Console.IsOutputRedirected ? int.MaxValue : terminal.Width);
        return true;
    }

    /// <summary>Writes the list, with lines of at most <paramref name="width"/> columns.</summary>
    public static void Write(TextWriter output, string program, string description, CommandEntry[] commands, int width)
    {
        StringBuilder list = new(4096);                     // written at once: the program's output is flushed at each write
        list.Append("Description:\n");
        AppendRow(list, "", 0, description, width);
        list.Append("\nUsage:\n  ").Append(program).Append(" [command] [options]\n\nOptions:\n");
        AppendRow(list, Help, Help.Length + 2, "Show help and usage information", width);
        AppendRow(list, "--version", Help.Length + 2, "Show version information", width);
        list.Append("\nCommands:\n");
        int column = 0;
        foreach (CommandEntry command in commands)
        {
            column = command.IsHidden ? column : Math.Max(column, Usage(command).Length + 2);
        }

        foreach (CommandEntry command in commands)
        {
            if (!command.IsHidden)
            {
                AppendRow(list, Usage(command), column, command.Description, width);
            }
        }

        output.Write(list.Append('\n').ToString());
    }

    private static string Usage(CommandEntry command) => command.Arguments.Length > 0 ? $"{command.Name} {command.Arguments}" : command.Name;

    // The name and its text, whose further lines begin below its first.
    private static void AppendRow(StringBuilder list, string name, int column, string text, int width)
    {
        list.Append("  ").Append(name).Append(Spaces, 0, column - name.Length);
        int room = Math.Max(LeastWidth, width - column - 2);
        while (text.Length > room && text.LastIndexOf(' ', room) is > 0 and int space)
        {
            list.Append(text, 0, space).Append("\n  ").Append(Spaces, 0, column);
            text = text[(space + 1)..];
        }

        list.Append(text).Append('\n');
    }
}
