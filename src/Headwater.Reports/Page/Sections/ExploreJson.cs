using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// What the sliders show at each of their stops. It is computed here, where the laws and their draws are, and written with the digits that are shown, so
/// that the page agrees with the command to the last one.
/// </summary>
internal static class ExploreJson
{
    // Above this a double has no decimals left to write.
    private const double Plain = 1e15;

    // A probability of a thousand draws, shared by some that are equal, has no more digits than this.
    private const int OddsDigits = 5;

    // The strict encoder of the library writes < as an escape: no name can end the element.
    public static string Render(ImmutableArray<ExploreGroup> groups, int start, int index)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("start", start);
            json.WriteNumber("index", index);
            json.WriteStartObject("cell");
            json.WriteNumber("width", CellPlotSvg.Width);
            json.WriteNumber("height", CellPlotSvg.Height);
            json.WriteEndObject();
            json.WriteStartArray("groups");
            foreach (ExploreGroup group in groups) Write(json, group);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ExploreGroup group)
    {
        json.WriteStartObject();
        json.WriteString("setting", Markup.Plain(group.Setting));
        json.WriteString("size", group.Size);
        json.WriteNumber("decimals", group.Format.Decimals);
        json.WriteBoolean("scratch", group.HasScratch);
        json.WriteString("command", Markup.Plain(group.Command));
        json.WriteStartArray("others");
        foreach ((string metric, MetricFormat format) in group.OtherMetrics.Zip(group.Others))
        {
            json.WriteStartObject();
            json.WriteString("metric", metric);
            json.WriteNumber("decimals", format.Decimals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        group.Budget?.Write(json);
        json.WriteStartArray("scales");
        foreach (double scale in group.Outlook.Scales) json.WriteNumberValue(scale);
        json.WriteEndArray();
        WriteAdvice(json, group.Outlook);
        json.WriteStartArray("members");
        for (int member = 0; member < group.Outlook.Members.Length; member++) WriteMember(json, group, member);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The same advice often holds at many stops: it is written once.
    private static void WriteAdvice(Utf8JsonWriter json, Outlook outlook)
    {
        ImmutableArray<(AdviceAction Action, string Headline, string Reason)> each = [.. outlook.Rankings.Select(r => (r.Advice.Action, AdviceText.Headline(r.Advice), Readable.Prose(r.Advice.Reason)))];
        ImmutableArray<(AdviceAction Action, string Headline, string Reason)> distinct = [.. each.Distinct()];
        json.WriteStartArray("advice");
        foreach ((AdviceAction action, string headline, string reason) in distinct)
        {
            json.WriteStartObject();
            json.WriteString("action", action.ToString().ToLowerInvariant());
            json.WriteString("headline", Markup.Plain(headline));
            json.WriteString("reason", Markup.Plain(reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("advised");
        foreach (var advice in each) json.WriteNumberValue(distinct.IndexOf(advice));
        json.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter json, ExploreGroup group, int index)
    {
        OutlookMember member = group.Outlook.Members[index];
        MeasuredPoint last = member.Result.Points[^1];
        double sign = member.Result.HigherIsBetter ? 1 : -1;
        json.WriteStartObject();
        group.WriteLook(json, index);
        json.WriteNumber("x", last.X);
        json.WriteNumber("y", last.Y);
        if (member.Result.Scratch is { } scratch)
        {
            json.WriteNumber("baseline", scratch.Y);
            Shown(json, "gains", member.Forecasts.Select(f => sign * (f.Value - scratch.Y)), group.Format);
        }

        WriteForecasts(json, member.Forecasts, group.Format);
        if (group.Outlook.Members.Length > 1)
        {
            json.WriteStartArray("odds");
            foreach (OutlookRanking ranking in group.Outlook.Rankings) json.WriteNumberValue(Math.Round(ranking.ProbabilityBest[index] ?? 0, OddsDigits));
            json.WriteEndArray();
        }

        json.WriteStartArray("others");
        foreach ((string metric, MetricFormat format) in group.OtherMetrics.Zip(group.Others))
        {
            json.WriteStartObject();
            WriteForecasts(json, [.. member.Others.Where(f => f.Series["metric"] == metric)], format);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteForecasts(Utf8JsonWriter json, ImmutableArray<Forecast> forecasts, MetricFormat format)
    {
        if (forecasts.IsEmpty) return;
        Shown(json, "values", forecasts.Select(f => f.Value), format);
        Shown(json, "lows", forecasts.Select(f => f.Low), format);
        Shown(json, "highs", forecasts.Select(f => f.High), format);
    }

    private static void Shown(Utf8JsonWriter json, string name, IEnumerable<double> values, MetricFormat format)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
            else if (Math.Abs(value) >= Plain) json.WriteNumberValue(value);
            else json.WriteRawValue(value.ToString("F" + format.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
    }
}
