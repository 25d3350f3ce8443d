using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Value of each mixture, and what each verdict rests on.</summary>
internal static class MixturesSection
{
    /// <summary>The reasons of more mixtures than these are left to the file: those that compete for the decision come first.</summary>
    private const int MostReasons = 60;

    public static ReportSection? Of(ReportContents contents)
    {
        if (contents.Table(ValuationTable.Name) is not { } table) return null;
        var html = new StringBuilder();
        HtmlTable.Write(html, table);
        html.Append("<details class=\"fold\"><summary>Evidence for each verdict</summary>\n<ul class=\"evidence\">\n");
        ImmutableArray<MixtureValuation> all = contents.Input.Analysis.Valuations;
        foreach (MixtureValuation v in all.Length <= MostReasons ? all : [.. (contents.Decision?.Contenders ?? all).Take(MostReasons)])
        {
            string who = string.Join(", ", new[] { v.Mixture, SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens) }.Where(w => w.Length > 0));
            html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Markup.Text(who)}.</strong> {Markup.Prose(string.Join(' ', (v.Trend?.Evidence ?? []).Concat(v.Evidence).Distinct()))}</li>\n");
        }

        if (all.Length > MostReasons) html.Append("<li>These mixtures compete for the decision. The evidence for all others is in report.json, under advise.</li>\n");
        html.Append("</ul>\n</details>\n");
        return new ReportSection(table.Name, table.Title, "Mixtures", html.ToString()) { Note = table.Note };
    }
}
