using System.Collections.Immutable;
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

        ReportPrinter.Write(terminal, table);
        if (table.Note.Length > 0)
        {
            Prose.Write(terminal, table.Note);
            terminal.Output.WriteLine();
        }
    }

    /// <summary>Writes a small chart if the output is a terminal.</summary>
    public static void WriteChart(Terminal terminal, Analysis analysis)
    {
        ImmutableArray<string> lines = terminal.Colours ? TextChart.Of(analysis, terminal.Width) : [];
        foreach (string line in lines)
        {
            terminal.Output.WriteLine(line);
        }

        if (!lines.IsEmpty)
        {
            terminal.Output.WriteLine();
        }
    }

    /// <summary>The advice: a headline, the reason, what would change it and the ranking behind it, on one screen; every setting too where all is asked for.</summary>
    public static void WriteAdvice(Terminal terminal, Analysis analysis, bool isWhole)
    {
        string headline = analysis.Advice is null ? AdviceText.WithoutAdvice(analysis) : AdviceText.Headline(analysis.Advice);
        if (terminal.Colours)
        {
            terminal.Output.WriteLine(ReportPrinter.Bold(headline));
        }
        else
        {
            Prose.Write(terminal, headline);
        }

        if (analysis.Advice is { } advice)
        {
            Prose.Write(terminal, advice.Reason);
            Prose.Write(terminal, advice.WhatWouldChangeIt);
        }

        foreach (string sentence in AdviceText.Reaches(analysis))
        {
            Prose.Write(terminal, sentence);
        }

        terminal.Output.WriteLine();
        WriteChart(terminal, analysis);
        WriteTable(terminal, ReportTables.Ranking(analysis));
        if (!isWhole)
        {
            return;
        }

        WriteTable(terminal, ReportTables.Valuations(analysis));
        if (AdviceText.ErrorNote(analysis) is { Length: > 0 } note)
        {
            Prose.Write(terminal, note);
        }
    }

    /// <summary>What was refused and what to mind, on standard error.</summary>
    public static void WriteRemarks(ReadingOutput output, Analysis analysis, bool isAboutFits) => output.WriteRemarks(
    [
        // Advice rests on what the table means first, and on its laws second.
        .. isAboutFits ? [] : analysis.Table.Warnings.Select(warning => $"warning: {warning}"),
        .. analysis.Series.Where(series => series.Refusal is not null && (isAboutFits || (analysis.Ranking is null && analysis.Series.All(other => other.Forecasts.IsEmpty && other.Fit is null)))).Select(series => $"no fit: {series.Key.Name}: {series.Refusal}"),
        .. analysis.Series.Select(series => series.NotPredictable).OfType<NotPredictable>().Select(low => $"no forecast: {low.Series.Name}: {low.Message}"),
        .. analysis.Warnings.Where(warning => isAboutFits || !analysis.Table.Warnings.Contains(warning)).Select(warning => $"warning: {warning}"),
    ]);
}
