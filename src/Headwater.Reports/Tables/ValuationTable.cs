using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class ValuationTable
{
    public const string Name = "mixtures";

    public static ReportTable Of(Analysis analysis)
    {
        ImmutableArray<double> scales = [.. analysis.Valuations.SelectMany(v => v.Forecasts).Select(f => f.At.Values.First()).Distinct().Order()];
        string level = Readable.Percent(analysis.Options.Level);
        Dictionary<SeriesKey, SeriesView> views = SeriesView.Of(analysis).ToDictionary(v => v.Series.Key);
        bool doubtful = analysis.Valuations.Any(v => Decision.HasNoLaw(v) && !v.Forecasts.IsEmpty);
        return new ReportTable
        {
            Name = Name,
            Title = "Value of each mixture",
            Note = "Gain is the score at the largest pretraining scale minus the score from scratch, with its standard error; for a loss, positive means lower. "
                + (scales.IsEmpty ? "" : $"Forecasts carry their {level} interval.")
                + (doubtful ? " Forecasts of a series that fluctuates or gets worse are unreliable, because a monotone law passes through the middle of its points." : ""),
            Columns =
            [
                new("setting", "Where") { Rank = 7 }, new("mixture", "Mixture"), new("finetuning", "Finetuning") { Rank = 8 }, new("trend", "Trend") { Rank = 7 }, new("verdict", "Verdict") { Rank = 1 },
                new("gain_over_scratch", "Gain over scratch", Numeric: true) { Rank = 6 },
                .. scales.Select(s => new ReportColumn("forecast_" + Readable.Count(s), $"At {Readable.Count(s)}", Numeric: true)),
                new("probability_best", "P(best)", Numeric: true) { Rank = 9 },
            ],
            Rows = [.. analysis.Valuations
                .OrderBy(v => v.FinetuningExamples ?? v.FinetuningTokens ?? 0)
                .ThenBy(v => SettingOf(views, v), StringComparer.Ordinal)
                .ThenByDescending(v => v.ProbabilityBest ?? -1)
                .ThenBy(v => v.Mixture, StringComparer.Ordinal)
                .Select(v => Row(views, v, scales))],
        };
    }

    private static string SettingOf(Dictionary<SeriesKey, SeriesView> views, MixtureValuation v) => views.TryGetValue(v.Series, out SeriesView? view) ? view.Setting : "";

    private static ImmutableArray<ReportCell> Row(Dictionary<SeriesKey, SeriesView> views, MixtureValuation v, ImmutableArray<double> scales)
    {
        MetricFormat format = views.TryGetValue(v.Series, out SeriesView? view) ? view.Format : MetricFormat.Of(v.Series["metric"] ?? "");
        return
        [
            SettingOf(views, v),
            v.Mixture,
            SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens),
            Trends.Word(v.Trend?.Trend),
            v.Verdict,
            ReportCell.Of(v.GainOverScratch, gain => format.Difference(gain, v.GainStandardError)),
            .. scales.Select(s => v.Forecasts.FirstOrDefault(f => f.At.Values.First() == s) is { } f
                ? ReportCell.Of(f.Value, _ => $"{format.Value(f.Value)} {format.Interval(f.Low, f.High)}") : ReportCell.None),
            ReportCell.Of(v.ProbabilityBest, Readable.Probability),
        ];
    }
}
