using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>The evidence in parts: each has the figures and tables that answer one question. What a table or a figure is not named in goes to the last part that fits.</summary>
internal static class EvidenceSections
{
    private static readonly ImmutableArray<(string Id, string Title, string Contents, ImmutableArray<string> Items)> Parts =
    [
        ("measured", "Measurements", "Measurements", ["compared"]),
        ("laws", "Laws and forecasts", "Laws", ["isoflop", SweepEvidence.Name, "ranking", "forecasts", "residuals", "backtest", "coefficients", "refusals"]),
        ("differences", "Differences between models", "Differences", ["comparisons"]),
        ("text", "The text", "Text", ["shares", "corpora", "alignment", "forgetting"]),
        ("training", "The training", "Training", ["pretraining-curves", "finetuning-curves", "timeline", "plan", "time", "runs", "settings"]),
        ("data", "The data", "Data", ["observations"]),
    ];

    public static IEnumerable<ReportSection> Of(ReportContents contents)
    {
        bool inCrowd = FigureHtml.IsCrowd(contents.Figures);
        foreach ((string id, string title, string shortTitle, ImmutableArray<string> items) in Parts)
        {
            var html = new StringBuilder();
            foreach (Figure figure in contents.Figures.Where(f => f.Name != DecisionFigure.Name && PartOf(f.Name) == id).OrderBy(f => Rank(items, f.Name))) FigureHtml.Write(html, figure, inCrowd);
            foreach (ReportTable table in contents.Tables.Where(t => t.Name != ValuationTable.Name && PartOf(t.Name) == id).OrderBy(t => Rank(items, t.Name))) Table(html, table);
            if (html.Length > 0) yield return new ReportSection(id, title, shortTitle, html.ToString()) { Class = "part" };
        }
    }

    private static void Table(StringBuilder html, ReportTable table)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{table.Name}\" aria-labelledby=\"{table.Name}-h\">\n<h3 id=\"{table.Name}-h\">{Markup.Text(table.Title)}</h3>\n");
        if (table.Note.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Markup.Text(table.Note)}</p>\n");
        HtmlTable.Write(html, table);
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"files\">File: <a href=\"{table.Name}.csv\">{table.Name}.csv</a></p>\n</section>\n");
    }

    // A figure of one kind for each metric has the kind before a hyphen.
    private static string PartOf(string name) => Parts.FirstOrDefault(p => p.Items.Any(item => IsOf(item, name))).Id ?? "measured";

    private static int Rank(ImmutableArray<string> items, string name) => Enumerable.Range(0, items.Length).FirstOrDefault(i => IsOf(items[i], name));

    private static bool IsOf(string item, string name) => name == item || name.StartsWith(item + "-", StringComparison.Ordinal);
}
