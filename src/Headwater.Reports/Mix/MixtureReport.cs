using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Writes an analysis of mixtures as a folder: <c>index.html</c>, which needs nothing else, figures as SVG, PNG and CSV, tables as CSV, and <c>report.json</c>. Equal inputs give equal bytes.</summary>
public static class MixtureReport
{
    private static readonly ImmutableArray<string> Scripts = ["theme.js", "numbers.js", "tables.js", "tip.js", "figures.js", "marks.js"];

    /// <summary>Writes the folder, each file whole or not at all and <c>index.html</c> last.</summary>
    public static void Write(MixtureAnalysis analysis, string directory)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ImmutableArray<Figure> figures = MixtureFigures.Of(analysis);
        ImmutableArray<ReportTable> tables = MixtureTables.Of(analysis);
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (Figure figure in figures)
        {
            Scene scene = FigureLayout.Arrange(figure with { Panels = [.. figure.Panels.Take(figure.Unfolded)] });
            files[$"figures/{figure.Name}.svg"] = Encoding.UTF8.GetBytes(SvgBackEnd.Render(scene));
            files[$"figures/{figure.Name}.png"] = PngBackEnd.Render(scene);
            files[$"figures/{figure.Name}.csv"] = Encoding.UTF8.GetBytes(FigureCsv.Render(figure));
        }

        foreach (ReportTable table in tables)
        {
            files[table.Name + ".csv"] = Encoding.UTF8.GetBytes(table.ToCsv());
        }

        ReportFolder.Write(directory, files, Twin(analysis, files.Keys), Page(analysis, figures, tables));
    }

    private static byte[] Twin(MixtureAnalysis analysis, IEnumerable<string> files)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (string file in files)
            {
                json.WriteStringValue(file);
            }

            json.WriteEndArray();
            json.WritePropertyName("mix");
            LawsJson.WriteMixtures(json, analysis, [], analysis.Warnings);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string Page(MixtureAnalysis analysis, ImmutableArray<Figure> figures, ImmutableArray<ReportTable> tables)
    {
        StringBuilder html = new();
        string title = $"Mixture for {analysis.Objective.Target.Name}";
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Markup.Text(title)} · Headwater report</title>\n<style>\n{SvgBackEnd.StyleSheet()}{PageAsset.Read("report.css")}</style>\n</head>\n<body>\n");
        html.Append("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header class=\"page\">\n<div class=\"masthead\"><p class=\"kicker\">Headwater report</p><button type=\"button\" id=\"theme\" hidden>Dark page</button></div>\n");
        string scale = analysis.Runs.Scale.Length > 0 ? $" · {analysis.Runs.Scale}" : "";
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Markup.Text(title)}</h1>\n<p class=\"facts\">{analysis.Runs.Design.Count} runs · {analysis.Limits.Corpora.Length} corpora · {analysis.Fits.Length} targets{Markup.Text(scale)}</p>\n</header>\n<main id=\"main\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"proposal\" aria-labelledby=\"proposal-h\">\n<h2 id=\"proposal-h\">{(analysis.IsDistinguishable ? "The proposal" : "No proposal")}</h2>\n<p>{Markup.Prose(MixtureSentences.Headline(analysis))}</p>\n<p>{Markup.Prose(MixtureSentences.AgainstBest(analysis))}</p>\n");
        if (!analysis.Warnings.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<ul>\n{string.Concat(analysis.Warnings.Select(warning => $"<li>{Markup.Prose(warning)}</li>\n"))}</ul>\n");
        }

        html.Append("</section>\n");
        foreach (ReportTable table in tables.Take(2))
        {
            Section(html, table);
        }

        bool isCrowd = FigureHtml.IsCrowd(figures);
        html.Append("<section id=\"pictures\" aria-labelledby=\"pictures-h\">\n<h2 id=\"pictures-h\">Pictures</h2>\n");
        foreach (Figure figure in figures)
        {
            FigureHtml.Write(html, figure, isCrowd);
        }

        html.Append("</section>\n");
        foreach (ReportTable table in tables.Skip(2))
        {
            Section(html, table);
        }

        html.Append("<section id=\"surrogates\" aria-labelledby=\"surrogates-h\">\n<h2 id=\"surrogates-h\">Surrogates</h2>\n<ul>\n");
        foreach (string name in analysis.Objective.Weights.Keys)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Markup.Text(name)}</strong>: {Markup.Text(MixtureSurrogates.Describe(name))}</li>\n");
        }

        html.Append("</ul>\n</section>\n");
        html.Append("</main>\n<footer>\n<p>The same content for programs: <a href=\"report.json\">report.json</a>.</p>\n</footer>\n");
        foreach (string script in Scripts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<script>\n{PageAsset.Read(script)}</script>\n");
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Section(StringBuilder html, ReportTable table)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{table.Name}\" aria-labelledby=\"{table.Name}-h\">\n<h2 id=\"{table.Name}-h\">{Markup.Text(table.Title)}</h2>\n");
        if (table.Note.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Markup.Text(table.Note)}</p>\n");
        }

        HtmlTable.Write(html, table);
        html.Append("</section>\n");
    }
}
