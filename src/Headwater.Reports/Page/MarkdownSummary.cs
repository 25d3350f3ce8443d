using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>The decision on half a page of Markdown, for a pull request or an issue.</summary>
internal static class MarkdownSummary
{
    public static string Render(ReportContents contents)
    {
        var text = new StringBuilder();
        text.Append("## ").Append(Plain(contents.Input.Title)).Append("\n\n**").Append(Plain(AdviceText.Headline(contents.Input.Analysis.Advice))).Append("**\n");
        if (contents.Decision is { } decision)
        {
            text.Append('\n').Append(Prose(decision.Advice.Reason)).Append('\n');
            if (Disagreement.Of(contents.Input, decision) is { } parted) text.Append("\n**").Append(Plain(parted.Headline)).Append("** ").AppendJoin(' ', new[] { parted.Finding, parted.Trust, parted.Next }.Select(Prose)).Append('\n');
            text.Append("\n| | | |\n|---|---|---|\n");
            foreach (AdviceFact fact in DecisionFacts.Of(decision)) text.Append("| ").Append(Plain(fact.Name)).Append(" | **").Append(Plain(fact.Value)).Append("** | ").Append(Plain(fact.Detail)).Append(" |\n");
            text.Append("\n**What would change it.** ").Append(Prose(decision.Advice.WhatWouldChangeIt)).Append('\n');
            ImmutableArray<NextRun> runs = NextRuns.Of(decision);
            if (!runs.IsEmpty) text.Append("\n**Most useful further runs**\n\n");
            foreach (NextRun run in runs) text.Append("1. **").Append(Plain(run.Name)).Append("**").Append(run.Cost.Length > 0 ? $" ({run.Cost})" : "").Append(". ").Append(Plain(run.Why)).Append('\n');
        }

        if (contents.Table(ValuationTable.Name) is { } table) Table(text, table);
        if (contents.Table(ComputeSlices.Name) is { } slices)
        {
            text.Append("\n**").Append(Plain(slices.Title)).Append("** ").Append(Prose(slices.Note)).Append('\n');
            Table(text, slices);
        }

        ImmutableArray<string> notes = CareNotes.Of(contents.Input);
        if (!notes.IsEmpty) text.Append("\n<details><summary>Read with care (").Append(Readable.Whole(notes.Length)).Append(")</summary>\n\n");
        foreach (string note in notes) text.Append("- ").Append(Prose(note)).Append('\n');
        if (!notes.IsEmpty) text.Append("\n</details>\n");
        return text.ToString();
    }

    // A pull request has no room for hundreds of rows.
    private const int MostRows = 24;

    private static void Table(StringBuilder text, ReportTable table)
    {
        int[] shown = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].Plot is null)];
        text.Append("\n| ").AppendJoin(" | ", shown.Select(i => Plain(table.Columns[i].Heading))).Append(" |\n|").AppendJoin('|', shown.Select(i => table.Columns[i].Numeric ? "---:" : "---")).Append("|\n");
        foreach (ImmutableArray<ReportCell> row in table.Rows.Take(MostRows)) text.Append("| ").AppendJoin(" | ", shown.Select(i => Plain(row[i].Text))).Append(" |\n");
        if (table.Rows.Length > MostRows) text.Append(CultureInfo.InvariantCulture, $"\nThe first {MostRows} of {Readable.Whole(table.Rows.Length)} rows; {table.Name}.csv has all.\n");
    }

    private static string Prose(string text) => Plain(Readable.Prose(text));

    // Names are text, not markup: what has a meaning in Markdown or HTML is escaped, and a line stays a line.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in Markup.Text(text.ReplaceLineEndings(" ")))
        {
            if (c is '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~') plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }
}
