using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The advice with everything a reader needs to act on it: who competes, at which scale, how they stand there, and what it costs.</summary>
internal sealed record Decision
{
    private static readonly ImmutableArray<string> Common = ["source", "task", "finetuning_data", "model", "parameters", "finetuning_examples", "finetuning_tokens"];

    public required Analysis Analysis { get; init; }

    public required Advice Advice { get; init; }

    /// <summary>The pretraining tokens decided about: the largest scale asked for, else the largest measured by all.</summary>
    public required double? At { get; init; }

    /// <summary>The mixtures that compete, the most likely best first: those of the finetuning size, task and model that the advice is for.</summary>
    public required ImmutableArray<MixtureValuation> Contenders { get; init; }

    /// <summary>The mixture advised, or, where none is, the one that is ahead.</summary>
    public MixtureValuation Favourite => Contenders.FirstOrDefault(v => v.Mixture == Advice.Mixture) ?? Contenders[0];

    public MixtureValuation? RunnerUp => Contenders.FirstOrDefault(v => v != Favourite);

    public required MetricFormat Format { get; init; }

    public required Outlook? Outlook { get; init; }

    /// <summary>How the contenders stand at <see cref="At"/>; <c>null</c> where that lies within the data.</summary>
    public OutlookRanking? Ranking => Outlook?.Rankings.FirstOrDefault(r => r.Scale == At);

    public required StudyCost? Cost { get; init; }

    /// <summary>The finetuning size in words; empty where the table has none.</summary>
    public string Size => SeriesView.SizeWords(Favourite.FinetuningExamples, Favourite.FinetuningTokens);

    public static Decision? Of(ReportInput input)
    {
        Analysis analysis = input.Analysis;
        if (analysis.Advice is not { } advice || analysis.Valuations.IsEmpty) return null;
        // The last group is the one the advice is for: the largest finetuning size, and among models the largest one.
        string place = PlaceOf(analysis.Valuations[^1].Series);
        return new Decision
        {
            Analysis = analysis,
            Advice = advice,
            At = advice.At ?? (analysis.Options.At.IsEmpty ? null : analysis.Options.At.Max()),
            Contenders = [.. analysis.Valuations.Where(v => PlaceOf(v.Series) == place).OrderByDescending(v => v.ProbabilityBest ?? -1).ThenBy(v => v.Mixture, StringComparer.Ordinal)],
            Format = MetricFormat.Of(analysis, analysis.Valuations[^1].Series["metric"] ?? ""),
            Outlook = analysis.Outlooks.LastOrDefault(o => PlaceOf(o.Members[0].Result.Key) == place),
            Cost = input.Study?.Cost,
        };
    }

    /// <summary>Whether nothing that was tried rises: then laws have nothing to stand on, and no budget changes that.</summary>
    public bool NothingRises => Contenders.All(v => v.Trend is null || DoesNotRise(v));

    /// <summary>Whether the series of a mixture goes up and down or gets worse.</summary>
    public static bool DoesNotRise(MixtureValuation valuation) => valuation.Trend?.Trend is Trend.Fluctuating or Trend.Worsening;

    /// <summary>Whether the forecasts of a mixture are those of a law that cannot follow its series, which goes up and down or gets worse. <c>auto</c> can.</summary>
    public static bool HasNoLaw(MixtureValuation valuation) => DoesNotRise(valuation) && valuation.Forecasts.Any(forecast => forecast.Law != LawCatalogue.Auto);

    /// <summary>The series behind a valuation.</summary>
    public SeriesResult? SeriesOf(MixtureValuation valuation) => Analysis.Series.FirstOrDefault(s => s.Key.Equals(valuation.Series));

    /// <summary>The largest scale at which a mixture was measured.</summary>
    public double? LastScale(MixtureValuation valuation) => SeriesOf(valuation) is { Points: [.., var last] } ? last.X : null;

    /// <summary>The forecast of a mixture at <see cref="At"/>.</summary>
    public Forecast? ForecastOf(MixtureValuation valuation) => At is not { } at ? null : valuation.Forecasts.FirstOrDefault(f => f.At.Values.First() == at);

    /// <summary>What mixtures that compete have in common: all that identifies a result but the mixture, as the library groups them.</summary>
    public static string PlaceOf(SeriesKey key) => string.Join('\u001f', Common.Select(column => key[column]));
}
