using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>
/// Reads a column of revisions as model hubs name checkpoints, <c>step1000</c> or <c>step1000-tokens4B</c>: it becomes the pretraining tokens where each names them,
/// else the steps.
/// </summary>
internal static partial class Revisions
{
    private static readonly string[] Names = ["revision", "checkpoint", "ckpt", "branch"];

    /// <summary>The table with its revisions as a scale; itself where it has none, or has that scale in another column.</summary>
    public static RawTable Of(RawTable table)
    {
        int column = Enumerable.Range(0, table.Columns.Length).FirstOrDefault(index => Names.Contains(ColumnName.Plain(table.Columns[index])), -1);
        if (column < 0 || Has(table, "pretraining_tokens"))
        {
            return table;
        }

        table = table with { Rows = [.. table.Rows] };
        string[] cells = [.. table.Rows.Where(row => row.Fault is null).Select(row => row[column]).OfType<string>()];
        Match[] found = [.. cells.Select(cell => Checkpoint().Match(cell))];
        bool hasTokens = found.All(match => match.Groups["tokens"].Success);
        if (found.Length == 0 || !found.All(match => match.Success) || (!hasTokens && table.Columns.Any(SideColumns.IsStep)))
        {
            return table;
        }

        string name = hasTokens ? "pretraining_tokens" : "step";
        return table with
        {
            Columns = [.. table.Columns, name],
            Rows = [.. table.Rows.Select(row => row.Fault is null ? row with { Cells = [.. Padded(row.Cells, table.Columns.Length), Checkpoint().Match(row[column] ?? "").Groups[hasTokens ? "tokens" : "step"].Value] } : row)],
            Assumed = [.. table.Assumed, $"{table.Columns[column]} is {name.Replace('_', ' ')} ({cells[0]} is {found[0].Groups[hasTokens ? "tokens" : "step"].Value})"],
            Melted = [.. table.Melted, table.Columns[column]],
            Added = [.. table.Added, name],
        };
    }

    private static bool Has(RawTable table, string known) => table.Columns.Any(name => TableColumns.Find(name) == known);

    private static IEnumerable<string> Padded(string[] cells, int width) => cells.Take(width).Concat(Enumerable.Repeat("", Math.Max(0, width - cells.Length)));

    [GeneratedRegex(@"^(?:global[-_]?)?(?:step|checkpoint|ckpt|iter)[-_]?(?<step>\d+)(?:[-_]?tokens?[-_]?(?<tokens>\d+(?:\.\d+)?[KMBT]?))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Checkpoint();
}
