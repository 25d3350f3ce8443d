using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>An analysis for people at a terminal: the tables of the report, and the advice in words.</summary>
internal static class AnalysisOutput
{
    /// <summary>A table with its note; nothing where it has no rows, as remarks say why.</summary>
    public static void WriteTable(Terminal terminal, ReportTable table)
    {
        if (table.Rows.IsEmpty)
        {
            return;
        }

        TablePrinter.Write(
            terminal,
            table.Title,
            [.. table.Columns.Select(column => column.Heading)],
            table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Text)]));
        if (table.Note.Length > 0)
        {
            terminal.Output.WriteLine(table.Note);
            terminal.Output.WriteLine();
        }
    }

    public static void WriteAdvice(Terminal terminal, Analysis analysis)
    {
        terminal.Output.WriteLine(AdviceText.Headline(analysis.Advice));
        if (analysis.Advice is { } advice)
        {
            terminal.Output.WriteLine(advice.Reason);
            terminal.Output.WriteLine(advice.WhatWouldChangeIt);
        }

        foreach (string sentence in AdviceText.Reaches(analysis))
        {
            terminal.Output.WriteLine(sentence);
        }

        terminal.Output.WriteLine();
        WriteTable(terminal, ReportTables.Valuations(analysis));
        if (AdviceText.ErrorNote(analysis) is { Length: > 0 } note)
        {
            terminal.Output.WriteLine(note);
        }
    }

    /// <summary>What was refused and what to mind, on standard error.</summary>
    public static void WriteRemarks(Terminal terminal, Analysis analysis)
    {
        foreach (SeriesAnalysis series in analysis.Series.Where(series => series.Refusal is not null))
        {
            terminal.Error.WriteLine($"no fit: {series.Key.Name}: {series.Refusal}");
        }

        WriteWarnings(terminal, analysis.Warnings);
    }

    /// <summary>What to mind, on standard error.</summary>
    public static void WriteWarnings(Terminal terminal, IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            terminal.Error.WriteLine($"warning: {warning}");
        }
    }
}
