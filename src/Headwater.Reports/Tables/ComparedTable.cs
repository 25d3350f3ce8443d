using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Several studies, models or tasks side by side: who is ahead in each, with what, and whether they agree on the order of the mixtures.</summary>
internal static class ComparedTable
{
    public static ReportTable Of(Analysis analysis)
    {
        ImmutableArray<SeriesView> views = SeriesView.Of(analysis);
        (SeriesView View, MixtureValuation[] Members)[] groups =
        [
            .. analysis.Valuations.GroupBy(v => Decision.PlaceOf(v.Series))
                .Select(g => (View: views.FirstOrDefault(view => view.Series.Key.Equals(g.First().Series)), Members: g.OrderByDescending(v => v.ProbabilityBest ?? -1).ToArray()))
                .Where(g => g.View is not null).Select(g => (g.View!, g.Members)),
        ];
        bool several = groups.DistinctBy(g => g.View.Setting).Count() > 1;
        return new ReportTable
        {
            Name = "compared",
            Title = "Side by side",
            Note = "One row for each study, model or task and finetuning size. The mixtures are ordered by their probability of being the best. If two orders differ, the conclusion of one does not transfer to the other.",
            Columns =
            [
                new("setting", "Where"), new("finetuning", "Finetuning"), new("ahead", "Ahead"), new("probability_best", "P(best)", Numeric: true), new("measured", "Measured", Numeric: true),
                new("at", "Forecast at", Numeric: true), new("forecast", "Forecast", Numeric: true), new("gain_over_scratch", "Gain over no pretraining", Numeric: true), new("order", "Order"),
            ],
            Rows = several ? [.. groups.Select(g => Row(analysis, g.View, g.Members))] : [],
        };
    }

    private static ImmutableArray<ReportCell> Row(Analysis analysis, SeriesView view, MixtureValuation[] members)
    {
        MixtureValuation first = members[0];
        MeasuredPoint? last = analysis.Series.FirstOrDefault(s => s.Key.Equals(first.Series)) is { Points: [.., var point] } ? point : null;
        Forecast? forecast = first.Forecasts.LastOrDefault();
        return
        [
            view.Setting, view.Size, first.Mixture, ReportCell.Of(first.ProbabilityBest, Readable.Probability),
            ReportCell.Of(last?.Y, v => view.Format.Value(v, last!.Value.StandardError)),
            ReportCell.Of(forecast?.At.Values.First(), Readable.Count), ReportCell.Of(forecast?.Value, v => $"{view.Format.Value(v)} {view.Format.Interval(forecast!.Low, forecast.High)}"),
            ReportCell.Of(first.GainOverScratch, gain => view.Format.Difference(gain, first.GainStandardError)), string.Join(" > ", members.Select(m => m.Mixture)),
        ];
    }
}
