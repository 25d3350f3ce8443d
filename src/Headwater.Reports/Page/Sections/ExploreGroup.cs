using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>A group of competing mixtures as the sliders show it: its names, formats, styles and costs beside its <see cref="Outlook"/>.</summary>
internal sealed record ExploreGroup
{
    public required Outlook Outlook { get; init; }

    /// <summary>Task, model and whatever else distinguishes the group from others but its finetuning size.</summary>
    public required string Setting { get; init; }

    public required string Size { get; init; }

    public required MetricFormat Format { get; init; }

    /// <summary>The other metrics that have forecasts, by their names in the table.</summary>
    public required ImmutableArray<string> OtherMetrics { get; init; }

    public required ImmutableArray<MetricFormat> Others { get; init; }

    public required ExploreBudget? Budget { get; init; }

    /// <summary>What the command line needs to forecast the same.</summary>
    public required string Command { get; init; }

    private ImmutableArray<(string Name, LayerStyle Style)> Styles { get; init; } = [];

    public bool HasScratch => Outlook.Members.Any(m => m.Result.Scratch is not null);

    public static ExploreGroup Of(ReportContents contents, Outlook outlook)
    {
        Analysis analysis = contents.Input.Analysis;
        SeriesKey key = outlook.Members[0].Result.Key;
        SeriesView view = SeriesView.Of(analysis).First(v => v.Series.Key.Equals(key));
        ImmutableArray<string> metrics = [.. outlook.Members.SelectMany(m => m.Others).Select(f => f.Series["metric"] ?? "").Distinct()];
        string metric = outlook.Members[0].Result.Metric, law = outlook.Members.SelectMany(m => m.Forecasts).FirstOrDefault()?.Law ?? LawCatalogue.Auto;
        string name = contents.Input.CommandName.Length > 0 ? contents.Input.CommandName : "TABLE";
        return new ExploreGroup
        {
            Outlook = outlook,
            Setting = view.Setting,
            Size = view.Size,
            Format = view.Format,
            OtherMetrics = metrics,
            Others = [.. metrics.Select(m => MetricFormat.Of(analysis, m))],
            Budget = ExploreBudget.Of(contents, outlook),
            Command = $"{name} --metric {ShellWord.Of(metric)}{(law == LawCatalogue.Auto ? "" : $" --law {ShellWord.Of(law)}")}",
            Styles = [.. outlook.Members.Select(m => (Markup.Plain(m.Mixture), contents.SeriesStyles.Mixture(m.Mixture)))],
        };
    }

    /// <summary>The name and the mark of a member.</summary>
    public void WriteLook(Utf8JsonWriter json, int member)
    {
        (string name, LayerStyle style) = Styles[member];
        json.WriteString("name", name);
        json.WriteString("ink", style.Ink.ToString().ToLowerInvariant());
        json.WriteString("mark", SvgBackEnd.RenderBare([new MarkerPrimitive(new Vertex(0, 0)) { Ink = style.Ink, Shape = style.Marker, Radius = 4.6 }]));
    }
}
