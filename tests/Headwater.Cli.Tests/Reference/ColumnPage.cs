using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Cli.Tests;

/// <summary>The columns of a table as a page, from the reader's own list.</summary>
internal static class ColumnPage
{
    public static string Text()
    {
        StringBuilder page = new();
        page.Append("# Table columns\n\n<!-- Written by the tests from the columns that the reader knows (HEADWATER_GOLDEN=write); do not edit. -->\n\n")
            .Append("The columns of [a table](../tables.md) that Headwater knows, with the other names that it reads them under. Case does not matter, and words may be joined by spaces, hyphens, underscores or\n")
            .Append("capitals. `rate_CORPUS` is the share of a corpus in the mixture, from 0 to 1. Any other numeric column can be a scale (`--x step`) or a symbol of an equation.\n\n| column | contents | also read as |\n|---|---|---|\n");
        foreach (ObservationColumn column in ObservationColumn.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {Kind(column.Kind)} | {string.Join(", ", column.Aliases.Select(name => $"`{name}`"))} |\n");
        }

        return page.ToString();
    }

    private static string Kind(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "text",
        ColumnKind.Number => "a number",
        ColumnKind.Size => "a number of at least 0, also as 0.5M",
        ColumnKind.Error => "a standard error, at least 0",
        ColumnKind.Flag => "true or false",
        _ => "a share from 0 to 1",
    };
}
