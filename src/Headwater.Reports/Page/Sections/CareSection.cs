using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>What to mind: what standard errors hold, warnings, failed and missing runs.</summary>
internal static class CareSection
{
    /// <summary>Beyond these the rest is folded away.</summary>
    private const int Shown = 8;

    public static ReportSection? Of(ReportContents contents)
    {
        ImmutableArray<string> warnings = CareNotes.Of(contents.Input);
        string note = AdviceText.ErrorNote(contents.Input.Analysis);
        if (warnings.IsEmpty && note.Length == 0) return null;
        var html = new StringBuilder();
        if (note.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"callout\">{Markup.Text(note)}</p>\n");
        List(html, warnings.Take(Shown));
        if (warnings.Length > Shown)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Readable.Whole(warnings.Length - Shown)} more</summary>\n");
            List(html, warnings.Skip(Shown));
            html.Append("</details>\n");
        }

        return new ReportSection("care", "Read with care", "Care", html.ToString());
    }

    private static void List(StringBuilder html, IEnumerable<string> warnings)
    {
        string items = string.Concat(warnings.Select(w => $"<li>{Markup.Prose(w)}</li>\n"));
        if (items.Length > 0) html.Append("<ul class=\"warnings\">\n").Append(items).Append("</ul>\n");
    }
}
