using System.Globalization;
using System.Text;

namespace Headwater.Cli;

/// <summary>All commands as one page of the documentation.</summary>
internal static class CommandReference
{
    public static string Of(CommandPage root)
    {
        StringBuilder page = new();
        page.Append("# Commands\n\n<!-- Written by the tests from the commands themselves (HEADWATER_GOLDEN=write); do not edit. -->\n\n")
            .Append("Every command has `--help`. Results go to standard output, everything else to standard error. The exit code is 0 for success, 1 if work failed and 2 if the input is wrong; `headwater run` has\n")
            .Append("[more of them](../running.md). The same pages are manual pages in `docs/man`.\n");
        foreach (CommandPage command in root.All().Skip(1))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {command.Path}\n\n{Escaped(command.Description)}\n\n```text\n{Usage(command)}\n```\n");
            Table(page, "argument", command.Arguments);
            Table(page, "option", command.Options);
            if (command.Subcommands.Count > 0)
            {
                Table(page, "command", [.. command.Subcommands.Select(child => new CommandItem(child.Path, child.Description, "", null))]);
            }
        }

        return page.ToString();
    }

    private static string Usage(CommandPage command) => string.Join(' ', command.Arguments.Select(argument => argument.Usage).Prepend(command.Path).Concat(command.Subcommands.Count > 0 ? ["<command>"] : []).Concat(command.Options.Count > 0 ? ["[options]"] : []));

    private static void Table(StringBuilder page, string heading, IReadOnlyList<CommandItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"\n| {heading} | what it is |\n|---|---|\n");
        foreach (CommandItem item in items)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{item.Usage.Replace("|", "\\|", StringComparison.Ordinal)}` | {Escaped(item.About)} |\n");
        }
    }

    // What Markdown would take for a table's edge or for HTML.
    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
