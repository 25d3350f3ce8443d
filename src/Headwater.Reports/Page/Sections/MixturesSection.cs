using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What each mixture is worth, and what each verdict rests on.</summary>
internal static class MixturesSection
{
    public static ReportSection? Of(ReportContents contents)
    {
        if (contents.Table(ValuationTable.Name) is not { } table) return null;
        var html = new StringBuilder();
        HtmlTable.Write(html, table);
        html.Append("<details class=\"fold\"><summary>What each verdict rests on</summary>\n<ul class=\"evidence\">\n");
        foreach (MixtureValuation v in contents.Input.Analysis.Valuations)
        {
            string who = string.Join(", ", new[] { v.Mixture, SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens) }.Where(w => w.Length > 0));
            html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Markup.Text(who)}.</strong> {Markup.Text(string.Join(' ', (v.Trend?.Evidence ?? []).Concat(v.Evidence).Distinct()))}</li>\n");
        }

        html.Append("</ul>\n</details>\n");
        return new ReportSection(table.Name, table.Title, "Mixtures", html.ToString()) { Note = table.Note };
    }
}
