using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The page around its sections: the decision first, then other scales, what people still ask, and the evidence.</summary>
internal static class ReportPage
{
    private static readonly ImmutableArray<string> Scripts = ["theme.js", "numbers.js", "explore.js", "tables.js", "tip.js", "figures.js", "marks.js"];

    public static string Render(ReportContents contents)
    {
        ImmutableArray<ReportSection> sections =
        [
            .. new[] { DecisionSection.Of(contents), ExploreSection.Of(contents), QuestionsSection.Of(contents), MixturesSection.Of(contents), CareSection.Of(contents) }.OfType<ReportSection>(),
            .. EvidenceSections.Of(contents),
        ];
        var html = new StringBuilder();
        Head(html, contents.Input, sections);
        foreach (ReportSection section in sections) Write(html, section);
        Foot(html);
        return html.ToString();
    }

    private static void Head(StringBuilder html, ReportInput input, ImmutableArray<ReportSection> sections)
    {
        string title = Markup.Text(input.Title);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{title} · Headwater report</title>\n<style>\n{SvgBackEnd.StyleSheet()}{PageAsset.Read("report.css")}</style>\n</head>\n<body>\n");
        html.Append("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header class=\"page\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"masthead\"><p class=\"kicker\">Headwater report</p><button type=\"button\" id=\"theme\" hidden>Dark page</button></div>\n<h1>{title}</h1>\n<p class=\"facts\">{Markup.Text(Summary(input.Analysis))}</p>\n");
        html.Append("<nav aria-label=\"Contents\"><ul>");
        foreach (ReportSection section in sections.Where(s => s.Contents.Length > 0)) html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{section.Id}\">{Markup.Text(section.Contents)}</a></li>");
        html.Append("</ul></nav>\n</header>\n<main id=\"main\">\n");
    }

    private static void Write(StringBuilder html, ReportSection section)
    {
        string kind = section.Class.Length > 0 ? $" class=\"{section.Class}\"" : "";
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{section.Id}\"{kind} aria-labelledby=\"{section.Id}-h\"{(section.NeedsScript ? " hidden" : "")}>\n<h2 id=\"{section.Id}-h\">{Markup.Text(section.Title)}</h2>\n");
        if (section.Note.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Markup.Text(section.Note)}</p>\n");
        html.Append(section.Html).Append("</section>\n");
    }

    private static void Foot(StringBuilder html)
    {
        html.Append("</main>\n<footer>\n<p>Laws and valuation after Isik et al., <cite>Scaling Laws for Downstream Task Performance in Machine Translation</cite>, arXiv:2402.04177. ");
        html.Append("The same content for programs: <a href=\"report.json\">report.json</a>; for a pull request: <a href=\"summary.md\">summary.md</a>; the full table: <a href=\"observations.csv\">observations.csv</a>.</p>\n</footer>\n");
        foreach (string script in Scripts) html.Append(CultureInfo.InvariantCulture, $"<script>\n{PageAsset.Read(script)}</script>\n");
        html.Append("</body>\n</html>\n");
    }

    private static string Summary(Analysis analysis)
    {
        string metrics = string.Join(", ", analysis.Series.Select(s => MetricFormat.Of(s.Metric)).DistinctBy(f => f.Name).OrderBy(f => f.IsLoss).Select(f => f.Name).Take(6));
        return $"{Counted(analysis.Table.Rows.Length, "observation")} · {Counted(analysis.Series.Length, "series", "series")} · {metrics}";
    }

    private static string Counted(int count, string one, string? many = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}

/// <summary>The page's own style sheet and script, which travel inside the assembly.</summary>
internal static class PageAsset
{
    public static string Read(string name)
    {
        using Stream stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
