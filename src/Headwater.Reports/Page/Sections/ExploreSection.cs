using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Forecasts, ranks and advice at a scale that the reader chooses: the page holds what the library computes at each stop of its sliders.</summary>
internal static class ExploreSection
{
    /// <summary>A mixture takes about a kilobyte; the groups of the largest finetuning sizes come first.</summary>
    private const int MostMembers = 2000;

    public static ReportSection? Of(ReportContents contents)
    {
        ImmutableArray<ExploreGroup> groups = Groups(contents);
        if (groups.IsEmpty) return null;
        ExploreGroup start = groups[^1];
        int index = Start(start, contents.Decision);
        var html = new StringBuilder();
        Controls(html, groups, start, index);
        Table(html, start);
        html.Append("<p class=\"command\">Equivalent command: <code id=\"explore-command\"></code></p>\n");
        html.Append("<script type=\"application/json\" id=\"stops\">").Append(ExploreJson.Render(groups, groups.Length - 1, index)).Append("</script>\n");
        string left = groups.Length < contents.Input.Analysis.Outlooks.Length ? $" Only the last {Readable.Whole(groups.Length)} of {Readable.Whole(contents.Input.Analysis.Outlooks.Length)} groups of mixtures are shown here." : "";
        return new ReportSection("explore", "Forecasts at other scales", "Other scales", html.ToString())
        {
            Note = $"Each stop of the sliders shows what headwater forecast and headwater advise print for that scale. Intervals should contain {Readable.Percent(start.Outlook.Level)} of measurements. The vertical mark is the last measured value. The dashed line is the model without pretraining.{left}",
            NeedsScript = true,
        };
    }

    private static ImmutableArray<ExploreGroup> Groups(ReportContents contents)
    {
        int members = 0;
        ExploreGroup[] all = [.. contents.Input.Analysis.Outlooks.Select(o => ExploreGroup.Of(contents, o))];
        return [.. all.Reverse().TakeWhile(g => (members += g.Outlook.Members.Length) <= MostMembers).Reverse()];
    }

    private static int Start(ExploreGroup group, Decision? decision)
    {
        double at = decision?.At ?? 0;
        ImmutableArray<double> scales = group.Outlook.Scales;
        return scales.IndexOf(at) is >= 0 and var asked ? asked : Enumerable.Range(0, scales.Length).FirstOrDefault(i => scales[i] >= 2 * group.Outlook.Members.Max(m => m.Result.Points[^1].X));
    }

    private static void Controls(StringBuilder html, ImmutableArray<ExploreGroup> groups, ExploreGroup start, int index)
    {
        string[] settings = [.. groups.Select(g => g.Setting).Distinct()];
        ExploreGroup[] sizes = [.. groups.Where(g => g.Setting == start.Setting)];
        html.Append("<div class=\"controls\">\n");
        if (settings.Length > 1)
        {
            html.Append("<div class=\"control\"><label for=\"explore-setting\">Setting</label><select id=\"explore-setting\">");
            foreach (string setting in settings) html.Append(CultureInfo.InvariantCulture, $"<option{(setting == start.Setting ? " selected" : "")}>{Markup.Text(setting)}</option>");
            html.Append("</select></div>\n");
        }

        Slider(html, "explore-tokens", "Pretraining tokens", start.Outlook.Scales.Length - 1, index);
        if (groups.GroupBy(g => g.Setting).Any(g => g.Count() > 1)) Slider(html, "explore-size", "Finetuning size", sizes.Length - 1, Array.IndexOf(sizes, start));
        if (groups.All(g => g.Budget is not null)) Slider(html, "explore-budget", start.Budget!.Seconds ? "Cost, as run time" : "Cost, by 6ND", start.Outlook.Scales.Length - 1, index);
        html.Append("</div>\n<p class=\"answer\" aria-live=\"polite\"><strong id=\"explore-headline\"></strong> <span id=\"explore-reason\"></span></p>\n");
    }

    private static void Slider(StringBuilder html, string id, string label, int last, int value) => html.Append(CultureInfo.InvariantCulture,
        $"<div class=\"control\"><label for=\"{id}\">{Markup.Text(label)}</label><output id=\"{id}-value\" for=\"{id}\"></output><input type=\"range\" id=\"{id}\" min=\"0\" max=\"{last}\" step=\"1\" value=\"{value}\"{(last == 0 ? " disabled" : "")}></div>\n");

    private static void Table(StringBuilder html, ExploreGroup start)
    {
        html.Append("<div class=\"scroll\" role=\"group\" aria-label=\"Forecasts at the chosen scale\" tabindex=\"0\">\n<table class=\"explore\">\n<caption class=\"hidden\">Forecasts at the chosen scale</caption>\n<thead><tr><th scope=\"col\">Mixture</th>");
        html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"p\">{Markup.Text(start.Format.Name)} at <span data-explore=\"at\"></span></th><th scope=\"col\" class=\"n\">Forecast</th><th scope=\"col\" class=\"n\">Interval</th><th scope=\"col\" class=\"n\">P(best)</th>");
        if (start.HasScratch) html.Append("<th scope=\"col\" class=\"n\">Gain over no pretraining</th>");
        foreach (MetricFormat other in start.Others) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"n\">{Markup.Text(other.Name)}</th>");
        html.Append("<th scope=\"col\" class=\"n\">Extrapolation</th></tr></thead>\n<tbody id=\"explore-rows\"></tbody>\n</table>\n</div>\n<p><button type=\"button\" id=\"explore-all\" class=\"quiet\" hidden></button></p>\n");
    }
}
