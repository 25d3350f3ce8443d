using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The first screen: what to do, with the picture beside it, the numbers behind it, and the runs most worth making.</summary>
internal static class DecisionSection
{
    public static ReportSection Of(ReportContents contents)
    {
        Advice? advice = contents.Input.Analysis.Advice;
        string action = advice is null ? "none" : advice.Action.ToString().ToLowerInvariant();
        return new ReportSection("advice", AdviceText.Headline(advice), advice is null ? "Summary" : "Decision",
            contents.Decision is { } decision ? Html(contents, decision, Disagreement.Of(contents.Input, decision))
            : Picture(contents) + Lead(advice is not null ? $"<p class=\"reason\">{Markup.Prose(advice.Reason)}</p>\n"
                : "<p class=\"reason\">The table names no mixtures to choose between, so there is no advice. Fits and forecasts follow below.</p>\n"))
        {
            Class = $"decision {action}",
        };
    }

    // The picture stands beside the headline and what it rests on; on a narrow screen it follows the headline.
    private static string Picture(ReportContents contents)
    {
        if (contents.Figures.FirstOrDefault(f => f.Name == DecisionFigure.Name) is not { } figure) return "";
        var html = new StringBuilder();
        FigureHtml.Write(html, figure, inCrowd: false);
        return html.ToString();
    }

    private static string Lead(string html) => $"<div class=\"lead\">\n{html}</div>\n";

    private static string Html(ReportContents contents, Decision decision, Disagreement? parted)
    {
        var lead = new StringBuilder();
        if (decision.Size.Length > 0 || decision.At is not null) lead.Append(CultureInfo.InvariantCulture, $"<p class=\"scope\">{Markup.Text(Scope(decision))}</p>\n");
        lead.Append(CultureInfo.InvariantCulture, $"<p class=\"reason\">{Markup.Prose(decision.Advice.Reason + Scratch(decision))}</p>\n");
        if (parted is not null) lead.Append(CultureInfo.InvariantCulture, $"<p class=\"reason\"><strong>{Markup.Text(parted.Headline)}</strong> {Markup.Prose(parted.Finding)} <a href=\"#disagreement\">Which to go by, and what to do</a></p>\n");
        StringBuilder html = new StringBuilder(Picture(contents)).Append(Lead(lead.ToString()));
        html.Append("<dl>\n");
        foreach (AdviceFact fact in DecisionFacts.Of(decision))
        {
            string detail = fact.Detail.Length > 0 ? $"<span>{Markup.Prose(fact.Detail)}</span>" : "";
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Markup.Text(fact.Name)}</dt><dd>{Markup.Text(fact.Value)}{detail}</dd></div>\n");
        }

        html.Append("</dl>\n<div class=\"next\">\n<div><h3>Most useful further runs</h3>\n");
        Runs(html, decision, NextRuns.Of(decision), parted is not null);
        html.Append(CultureInfo.InvariantCulture, $"</div>\n<div><h3>What would change it</h3>\n<p>{Markup.Prose(decision.Advice.WhatWouldChangeIt)}</p></div>\n");
        if (parted is not null) html.Append(CultureInfo.InvariantCulture, $"<div id=\"disagreement\" class=\"wholly\"><h3>{Markup.Text(parted.Headline.TrimEnd('.'))}: which to follow</h3>\n<p>{Markup.Prose(parted.Trust)}</p>\n<p>{Markup.Prose(parted.Next)}</p></div>\n");
        html.Append("</div>\n");
        return html.ToString();
    }

    private static void Runs(StringBuilder html, Decision decision, ImmutableArray<NextRun> runs, bool longerFirst)
    {
        if (runs.IsEmpty && decision.NothingRises) html.Append(longerFirst ? "<p>First run the longer finetuning below, which is the cheapest test. Then pretrain" : "<p>Pretrain").Append(" one mixture whose text is closer to the task, to the same checkpoints: headwater align ranks candidate texts by closeness in seconds, without training. A further checkpoint of the mixtures tried is not worth its cost.</p>\n");
        else if (runs.IsEmpty) html.Append("<p>No simulated next checkpoint or second seed would change the choice, so you can start the real run.</p>\n");
        else
        {
            html.Append("<ol>\n");
            foreach (NextRun run in runs)
                html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Markup.Text(Capital(run.Name))}</strong>{(run.Cost.Length > 0 ? $" ({run.Cost})" : "")}. {Markup.Prose(run.Why)}</li>\n");
            html.Append("</ol>\n");
        }
    }

    // Somebody who reads no further must know that no pretraining at all was better.
    private static string Scratch(Decision decision)
    {
        SeriesResult[] series = [.. decision.Contenders.Select(decision.SeriesOf).OfType<SeriesResult>()];
        return series.Length > 0 && series.All(s => s.Scratch is { } scratch && s.Points.All(p => s.HigherIsBetter ? p.Y < scratch.Y : p.Y > scratch.Y))
            ? $" The model without any pretraining has {decision.Format.Value(series[0].Scratch!.Value.Y, series[0].Scratch!.Value.StandardError)} {decision.Format.InText}, better than every mixture at every checkpoint."
            : "";
    }

    private static string Scope(Decision decision)
    {
        string size = decision.Size.Length > 0 ? $"finetuned on {decision.Size}" : "";
        string at = decision.At is { } scale ? $"at {Readable.Count(scale)} pretraining tokens" : "";
        return $"For models {string.Join(", ", new[] { size, at }.Where(s => s.Length > 0))}, by {decision.Format.InText}.";
    }

    // A mixture is called what it is called; words of our own begin with a capital.
    private static string Capital(string text) => text.StartsWith("another", StringComparison.Ordinal) ? "A" + text[1..] : text;
}
