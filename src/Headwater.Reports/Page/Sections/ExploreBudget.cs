using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What one more token costs the mixture that is ahead: seconds of one run, or FLOPs.</summary>
internal sealed record ExploreBudget(bool Seconds, double Rate, double Fixed, double From)
{
    public static ExploreBudget? Of(ReportContents contents, Outlook outlook)
    {
        OutlookMember member = outlook.Members.FirstOrDefault(m => m.Mixture == contents.Decision?.Favourite.Mixture) ?? outlook.Members[0];
        double from = member.Result.Points[^1].X;
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
