using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>A group of competing mixtures as the sliders show it: its names, formats, looks and costs beside its <see cref="Outlook"/>.</summary>
internal sealed record ExploreGroup
{
    public required Outlook Outlook { get; init; }

    /// <summary>Task, model and whatever else tells the group from others but its finetuning size.</summary>
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

    public bool HasScratch => Outlook.Members.Any(m => m.Analysis.Scratch is not null);

    public static ExploreGroup Of(ReportContents contents, Outlook outlook)
    {
        Analysis analysis = contents.Input.Analysis;
        SeriesKey key = outlook.Members[0].Analysis.Key;
        SeriesView view = SeriesView.Of(analysis).First(v => v.Series.Key.Equals(key));
        ImmutableArray<string> metrics = [.. outlook.Members.SelectMany(m => m.Others).Select(f => f.Series["metric"] ?? "").Distinct()];
        string metric = outlook.Members[0].Analysis.Metric, law = outlook.Members.Select(m => m.Analysis.Fit?.Law.Name).OfType<string>().FirstOrDefault() ?? "";
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
            Command = $"{Shell(name)} --metric {Shell(metric)} --law {Shell(law)}",
            Styles = [.. outlook.Members.Select(m => (Markup.Plain(m.Mixture), contents.Looks.Mixture(m.Mixture)))],
        };
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("setting", Markup.Plain(Setting));
        json.WriteString("size", Size);
        json.WriteNumber("decimals", Format.Decimals);
        json.WriteBoolean("scratch", HasScratch);
        json.WriteString("command", Markup.Plain(Command));
        json.WriteStartArray("others");
        foreach ((string metric, MetricFormat format) in OtherMetrics.Zip(Others))
        {
            json.WriteStartObject();
            json.WriteString("metric", metric);
            json.WriteNumber("decimals", format.Decimals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Budget?.Write(json);
        json.WriteStartArray("looks");
        foreach ((string name, LayerStyle style) in Styles)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("ink", style.Ink.ToString().ToLowerInvariant());
            json.WriteString("mark", SvgBackEnd.RenderBare([new MarkerPrimitive(new Vertex(0, 0)) { Ink = style.Ink, Shape = style.Marker, Radius = 4.6 }]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A word for a shell: quoted where it is not plain.
    private static string Shell(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or '=' or ',') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

/// <summary>What one more token costs the mixture that is ahead: seconds of one run, or FLOPs.</summary>
internal sealed record ExploreBudget(bool Seconds, double Rate, double Fixed, double From)
{
    public static ExploreBudget? Of(ReportContents contents, Outlook outlook)
    {
        OutlookMember member = outlook.Members.FirstOrDefault(m => m.Mixture == contents.Decision?.Favourite.Mixture) ?? outlook.Members[0];
        double from = member.Analysis.Points[^1].X;
        if (contents.Decision?.Cost is { } cost && cost.SecondsPerToken(member.Mixture) is { } rate) return new(true, rate, cost.FinetuningSeconds, from);
        double? parameters = contents.Input.Analysis.Table.Rows.Where(r => r.PretrainingData == member.Mixture && r.Parameters is > 0).Select(r => r.Parameters).Max();
        return parameters is { } n ? new(false, 6 * n, 0, from) : null;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("budget");
        json.WriteString("unit", Seconds ? "seconds" : "flops");
        json.WriteNumber("rate", Rate);
        json.WriteNumber("fixed", Fixed);
        json.WriteNumber("from", From);
        json.WriteEndObject();
    }
}
