using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The page: the advice first, then what it rests on, then every number.</summary>
internal sealed class ReportPage
{
    private readonly ReportInput _input;
    private readonly ImmutableArray<Figure> _figures;
    private readonly ImmutableArray<ReportTable> _tables;
    private readonly StringBuilder _html = new();

    private ReportPage(ReportInput input, ImmutableArray<Figure> figures, ImmutableArray<ReportTable> tables) => (_input, _figures, _tables) = (input, figures, tables);

    public static string Render(ReportInput input, ImmutableArray<Figure> figures, ImmutableArray<ReportTable> tables)
    {
        var page = new ReportPage(input, figures, tables);
        page.Head();
        page.Decision();
        page.Mixtures();
        page.Care();
        page.Figures();
        page.Tables();
        page.Foot();
        return page._html.ToString();
    }

    private void Head()
    {
        Analysis analysis = _input.Analysis;
        string title = Markup.Text(_input.Title);
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        _html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        _html.Append(CultureInfo.InvariantCulture, $"<title>{title} · Headwater report</title>\n<style>\n{SvgBackEnd.StyleSheet()}{PageAsset.Read("report.css")}</style>\n</head>\n<body>\n");
        _html.Append("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
        _html.Append(CultureInfo.InvariantCulture, $"<header class=\"page\">\n<p class=\"kicker\">Headwater report</p>\n<h1>{title}</h1>\n<p class=\"facts\">{Markup.Text(Summary(analysis))}</p>\n");
        _html.Append("<nav aria-label=\"Contents\"><ul>");
        foreach ((string anchor, string text) in Contents()) _html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{anchor}\">{Markup.Text(text)}</a></li>");
        _html.Append("</ul></nav>\n</header>\n<main id=\"main\">\n");
    }

    private void Decision()
    {
        Advice? advice = _input.Analysis.Advice;
        string action = advice is null ? "none" : advice.Action.ToString().ToLowerInvariant();
        _html.Append(CultureInfo.InvariantCulture, $"<section id=\"advice\" class=\"decision {action}\" aria-labelledby=\"advice-h\">\n<p class=\"kicker\">{(advice is null ? "Summary" : "Advice")}</p>\n<h2 id=\"advice-h\">{Markup.Text(AdviceText.Headline(advice))}</h2>\n");
        if (advice is null)
        {
            _html.Append("<p>The table names no mixtures to choose between, so there is no advice; the fits and forecasts below stand on their own.</p>\n</section>\n");
            return;
        }

        _html.Append(CultureInfo.InvariantCulture, $"<p class=\"reason\">{Markup.Text(advice.Reason)}</p>\n");
        ImmutableArray<AdviceFact> facts = AdviceText.Facts(_input.Analysis);
        if (!facts.IsEmpty)
        {
            _html.Append("<dl>\n");
            foreach (AdviceFact fact in facts)
            {
                string detail = fact.Detail.Length > 0 ? $"<span>{Markup.Text(fact.Detail)}</span>" : "";
                _html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Markup.Text(fact.Name)}</dt><dd>{Markup.Text(fact.Value)}{detail}</dd></div>\n");
            }

            _html.Append("</dl>\n");
        }

        _html.Append(CultureInfo.InvariantCulture, $"<p><strong>What would change it.</strong> {Markup.Text(advice.WhatWouldChangeIt)}</p>\n</section>\n");
    }

    private void Mixtures()
    {
        if (Table("mixtures") is not { } table) return;
        Section(table.Name, table.Title, table.Note);
        HtmlTable.Write(_html, table);
        _html.Append("<details><summary>What each verdict rests on</summary>\n<ul class=\"evidence\">\n");
        foreach (MixtureValuation v in _input.Analysis.Valuations)
        {
            string who = string.Join(", ", new[] { v.Mixture, SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens) }.Where(w => w.Length > 0));
            IEnumerable<string> sentences = (v.Trend?.Evidence ?? []).Concat(v.Evidence).Distinct();
            _html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Markup.Text(who)}.</strong> {Markup.Text(string.Join(' ', sentences))}</li>\n");
        }

        _html.Append("</ul>\n</details>\n</section>\n");
    }

    private void Care()
    {
        ImmutableArray<string> warnings = [.. _input.Analysis.Warnings, .. StudyNotes.Of(_input.Study)];
        string note = AdviceText.ErrorNote(_input.Analysis);
        if (warnings.IsEmpty && note.Length == 0) return;
        Section("care", "Read with care", "");
        if (note.Length > 0) _html.Append(CultureInfo.InvariantCulture, $"<p class=\"callout\">{Markup.Text(note)}</p>\n");
        if (!warnings.IsEmpty)
        {
            _html.Append("<ul class=\"warnings\">\n");
            foreach (string warning in warnings) _html.Append(CultureInfo.InvariantCulture, $"<li>{Markup.Text(warning)}</li>\n");
            _html.Append("</ul>\n");
        }

        _html.Append("</section>\n");
    }

    private void Figures()
    {
        foreach (Figure figure in _figures)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<figure id=\"{figure.Name}\" aria-labelledby=\"{figure.Name}-h\">\n<h2 id=\"{figure.Name}-h\">{Markup.Text(figure.Title)}</h2>\n<ul class=\"legend\" aria-label=\"Legend\">\n");
            foreach (LegendEntry entry in figure.Legend) _html.Append(CultureInfo.InvariantCulture, $"<li>{SvgBackEnd.RenderSample(entry)}{Markup.Text(entry.Text)}</li>\n");
            _html.Append(CultureInfo.InvariantCulture, $"</ul>\n<div class=\"panels\" style=\"--columns:{figure.Columns};--panel:{figure.PanelWidth}px\">\n");
            foreach (Panel panel in figure.Panels)
            {
                string title = panel.Title.Length > 0 ? $"<h3>{Markup.Text(panel.Title)}</h3>\n" : "";
                _html.Append("<div>\n").Append(title).Append(SvgBackEnd.RenderInline(FigureLayout.Arrange(figure, panel))).Append("</div>\n");
            }

            _html.Append(CultureInfo.InvariantCulture, $"</div>\n<figcaption>{Markup.Text(figure.Description)} <span class=\"files\">Files: <a href=\"figures/{figure.Name}.svg\">SVG</a>, <a href=\"figures/{figure.Name}.png\">PNG</a></span></figcaption>\n</figure>\n");
        }
    }

    private void Tables()
    {
        foreach (ReportTable table in _tables.Where(t => t.Name != "mixtures"))
        {
            Section(table.Name, table.Title, table.Note);
            HtmlTable.Write(_html, table);
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"files\">File: <a href=\"{table.Name}.csv\">{table.Name}.csv</a></p>\n</section>\n");
        }
    }

    private void Foot()
    {
        _html.Append("</main>\n<footer>\n<p>Laws and valuation after Isik et al., <cite>Scaling Laws for Downstream Task Performance in Machine Translation</cite>, arXiv:2402.04177. ");
        _html.Append("The same content for programs: <a href=\"report.json\">report.json</a>; the full table: <a href=\"observations.csv\">observations.csv</a>.</p>\n</footer>\n");
        _html.Append(CultureInfo.InvariantCulture, $"<script>\n{PageAsset.Read("report.js")}</script>\n</body>\n</html>\n");
    }

    private void Section(string name, string title, string note)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<section id=\"{name}\" aria-labelledby=\"{name}-h\">\n<h2 id=\"{name}-h\">{Markup.Text(title)}</h2>\n");
        if (note.Length > 0) _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Markup.Text(note)}</p>\n");
    }

    private IEnumerable<(string Anchor, string Text)> Contents()
    {
        yield return ("advice", _input.Analysis.Advice is null ? "Summary" : "Advice");
        if (Table("mixtures") is not null) yield return ("mixtures", "Mixtures");
        if (!_figures.IsEmpty) yield return (_figures[0].Name, "Figures");
        foreach ((string name, string text) in ((string, string)[])[("forecasts", "Forecasts"), ("backtest", "Backtest"), ("coefficients", "Coefficients"), ("comparisons", "Comparisons"), ("runs", "Runs"), ("observations", "Observations")])
        {
            if (Table(name) is not null) yield return (name, text);
        }
    }

    private ReportTable? Table(string name) => _tables.FirstOrDefault(t => t.Name == name);

    private static string Summary(Analysis analysis)
    {
        string metrics = string.Join(", ", analysis.Series.Select(s => MetricFormat.Of(s.Metric)).DistinctBy(f => f.Name).OrderBy(f => f.IsLoss).Select(f => f.Name));
        return $"{Counted(analysis.Table.Rows.Length, "observation")} · {Counted(analysis.Series.Length, "series", "series")} · {metrics}";
    }

    private static string Counted(int count, string one, string? many = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
