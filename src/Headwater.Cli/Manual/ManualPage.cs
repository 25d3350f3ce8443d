using System.Text;

namespace Headwater.Cli;

/// <summary>A command as a manual page in the man macros of roff.</summary>
internal static class ManualPage
{
    /// <summary>The page, with a line feed at its end.</summary>
    public static string Of(CommandPage page, string version)
    {
        StringBuilder roff = new();
        Line(roff, ".\\\" Written by headwater man from the command itself.");
        Line(roff, $".TH \"{page.Name.ToUpperInvariant()}\" \"1\" \"\" \"Headwater {version}\" \"User Commands\"");
        Line(roff, ".nh");
        Line(roff, ".SH NAME");
        Line(roff, $"{Text(page.Name)} \\- {Text(Short(page.Description))}");
        Line(roff, ".SH SYNOPSIS");
        Line(roff, $".B {Text(page.Path)}");
        Line(roff, Text(string.Join(' ', page.Arguments.Select(argument => argument.Usage).Concat(page.Subcommands.Count > 0 ? ["<command>"] : []).Append("[options]"))));
        Line(roff, ".SH DESCRIPTION");
        Line(roff, Text(page.Description));
        Items(roff, "ARGUMENTS", page.Arguments);
        Items(roff, "OPTIONS", page.Options);
        if (page.Subcommands.Count > 0)
        {
            Items(roff, "COMMANDS", [.. page.Subcommands.Select(child => new CommandItem(child.Path[(page.Path.Length + 1)..], child.Description, "", null))]);
        }

        Line(roff, ".SH \"EXIT STATUS\"");
        Line(roff, Text("0 for success, 1 if work failed, 2 if the input is wrong, 75 if a run was checkpointed after SIGTERM, SIGUSR1 or SIGUSR2, 130 or 143 if the command was interrupted."));
        Line(roff, ".SH ENVIRONMENT");
        Item(roff, "NO_COLOR", "No colours and no lines that are rewritten.");
        Item(roff, "HEADWATER_TRACE", "The stack trace of an internal error is printed.");
        Line(roff, ".SH \"SEE ALSO\"");
        Line(roff, Text(string.Join(", ", SeeAlso(page).Select(name => $"{name}(1)"))));
        return roff.ToString();
    }

    private static IEnumerable<string> SeeAlso(CommandPage page) => page.Subcommands.Count > 0 ? page.Subcommands.Select(child => child.Name) : [page.Name[..page.Name.LastIndexOf('-')]];

    private static string Short(string description) => description.Split(". ")[0].TrimEnd('.');

    private static void Items(StringBuilder roff, string heading, IReadOnlyList<CommandItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Line(roff, $".SH {heading}");
        foreach (CommandItem item in items)
        {
            Item(roff, item.Usage, item.About);
        }
    }

    private static void Item(StringBuilder roff, string usage, string about)
    {
        Line(roff, ".TP");
        Line(roff, $".B {Text(usage)}");
        Line(roff, Text(about));
    }

    // A line that begins with a point or an apostrophe would be a request; a hyphen may be a minus that is copied to a prompt.
    private static string Text(string text)
    {
        string safe = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
        return safe.StartsWith('.') || safe.StartsWith('\'') ? "\\&" + safe : safe;
    }

    private static void Line(StringBuilder roff, string line) => roff.Append(line).Append('\n');
}
