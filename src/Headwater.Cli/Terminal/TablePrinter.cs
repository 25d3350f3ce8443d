using Spectre.Console;

namespace Headwater.Cli;

/// <summary>Tables for people: ruled on a screen, plain aligned columns when piped.</summary>
internal static class TablePrinter
{
    // Nobody looks at a pipe's width, and a wrapped row is hard to cut.
    private const int PipedWidth = 400;

    /// <summary>Prints a titled table. Columns whose cells are all numbers stand to the right.</summary>
    public static void Write(Terminal terminal, string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] cells = [.. rows];
        Table table = new() { Border = terminal.Colours ? TableBorder.Simple : TableBorder.None };
        if (!terminal.Colours)
        {
            table.ShowRowSeparators = false;
        }

        for (int column = 0; column < columns.Count; column++)
        {
            TableColumn shown = new(Markup.Escape(columns[column])) { NoWrap = !terminal.Colours };
            if (cells.Length > 0 && cells.All(row => LooksNumeric(row[column])))
            {
                shown.RightAligned();
            }

            table.AddColumn(shown);
        }

        foreach (IReadOnlyList<string> row in cells)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        terminal.Output.WriteLine(title);
        Screen(terminal).Write(table);
        terminal.Output.WriteLine();
    }

    private static bool LooksNumeric(string cell) =>
        cell.Length == 0 || char.IsAsciiDigit(cell[0]) || (cell.Length > 1 && cell[0] is '-' or '−' or '+' or '±' && char.IsAsciiDigit(cell[1])) || cell is "–";

    private static IAnsiConsole Screen(Terminal terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Output),
        });
        console.Profile.Width = terminal.Colours ? terminal.Width : PipedWidth;
        return console;
    }
}
