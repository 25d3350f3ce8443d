using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The numbers of a decision: the forecast, its probability, the comparisons and the cost.</summary>
internal static class DecisionFacts
{
    public static ImmutableArray<AdviceFact> Of(Decision decision) =>
        [.. new[] { Forecast(decision), Probability(decision), OverRunnerUp(decision), OverScratch(decision), Spent(decision), ToGo(decision) }.OfType<AdviceFact>()];

    private static AdviceFact? Forecast(Decision d)
    {
        string who = d.Advice.Mixture is null ? $"{d.Favourite.Mixture} is ahead" : d.Favourite.Mixture, state = d.Advice.Mixture is null ? $"{who} and" : $"{who} is";
        if (d.ForecastOf(d.Favourite) is { } doubtful && Decision.HasNoLaw(d.Favourite) && d.SeriesOf(d.Favourite) is { Points: [.., var end] })
        {
            return new($"Measured at {Readable.Count(end.X)}", $"{d.Format.Value(end.Y, end.StandardError)} {d.Format.InText}",
                $"{state} {d.Favourite.Trend!.Trend.ToString().ToLowerInvariant()}, so the law's forecast at {Readable.Count(d.At!.Value)}, {d.Format.Value(doubtful.Value)} {d.Format.Interval(doubtful.Low, doubtful.High)}, is unreliable");
        }

        if (d.ForecastOf(d.Favourite) is { } f)
        {
            return new($"Forecast at {Readable.Count(d.At!.Value)}", $"{d.Format.Value(f.Value)} {d.Format.InText}",
                $"{who}; {Readable.Percent(f.Level)} interval {d.Format.Interval(f.Low, f.High)}; {Readable.Factor(f.ExtrapolationFactor)} the largest scale measured");
        }

        return d.SeriesOf(d.Favourite) is { Points: [.., var last] }
            ? new($"Measured at {Readable.Count(last.X)}", $"{d.Format.Value(last.Y, last.StandardError)} {d.Format.InText}", $"{who}; no forecast at a larger scale was requested or possible")
            : null;
    }

    private static AdviceFact? Probability(Decision d)
    {
        if (d.Favourite.ProbabilityBest is not { } probability) return null;
        string rival = d.RunnerUp is { ProbabilityBest: { } other } next ? $"; {next.Mixture} has {Readable.Probability(other)}" : "";
        return new("Probability of being the best", Readable.Probability(probability), $"{d.Favourite.Mixture}, of {Readable.Count(d.Contenders.Length)} mixtures tried{rival}");
    }

    private static AdviceFact? OverRunnerUp(Decision d)
    {
        if (d.Ranking is { Lead: { } lead, Second: { } second } ranking && d.Outlook!.Members[ranking.Best].Mixture == d.Favourite.Mixture)
        {
            return new("Lead over the runner-up", d.Format.Gain(lead.Value),
                $"against {d.Outlook.Members[second].Mixture} at {Readable.Count(ranking.Scale)}; {Readable.Percent(d.Outlook.Level)} interval {d.Format.Interval(lead.Low, lead.High)}");
        }

        if (d.RunnerUp is not { } rival || d.ForecastOf(d.Favourite) is not { } mine || d.ForecastOf(rival) is not { } other) return null;
        double gain = d.SeriesOf(d.Favourite)?.HigherIsBetter ?? true ? mine.Value - other.Value : other.Value - mine.Value;
        return new("Lead over the runner-up", d.Format.Gain(gain), $"against {rival.Mixture} at {Readable.Count(d.At!.Value)}, from the two forecasts");
    }

    private static AdviceFact? OverScratch(Decision d)
    {
        if (d.Favourite.GainOverScratch is not { } gain || d.LastScale(d.Favourite) is not { } last) return null;
        bool higher = d.SeriesOf(d.Favourite)!.HigherIsBetter;
        string ahead = d.ForecastOf(d.Favourite) is { } f && !Decision.HasNoLaw(d.Favourite) && d.SeriesOf(d.Favourite)!.Scratch is { } scratch
            ? $"; forecast {d.Format.Gain(higher ? f.Value - scratch.Y : scratch.Y - f.Value)} at {Readable.Count(d.At!.Value)}"
            : "";
        return new("Gain over no pretraining", d.Format.Gain(gain, d.Favourite.GainStandardError), $"{d.Favourite.Mixture}, measured at {Readable.Count(last)}{ahead}");
    }

    private static AdviceFact? Spent(Decision d) => d.Cost is not { } cost ? null
        : new("Cost so far", Readable.Duration(cost.SpentSeconds), $"{Readable.Whole(cost.FinishedRuns)} of {Readable.Whole(cost.PlannedRuns)} runs, summed over runs{(cost.SpentFlops > 0 ? $"; {Readable.Count(cost.SpentFlops)} FLOPs" : "")}");

    private static AdviceFact? ToGo(Decision d)
    {
        if (d.NothingRises && d.Cost?.MixtureSeconds is { } another)
            return new("Cost of another mixture", Readable.Duration(another), "pretraining to the same checkpoints, with a finetuning and a score from each; the median over the mixtures tried");
        if (d.LastScale(d.Favourite) is not { } last || d.At is not { } at || at <= last) return null;
        string what = $"{d.Favourite.Mixture} from {Readable.Count(last)} to {Readable.Count(at)}";
        if (d.Cost?.SecondsTo(d.Favourite.Mixture, last, at) is { } seconds)
        {
            string open = d.Cost.LeftSeconds > 0 ? $"; planned runs not yet done: {Readable.Duration(d.Cost.LeftSeconds)}" : "";
            return new("Cost to continue", Readable.Duration(seconds), $"{what}, with one finetuning and one score; {Readable.Count(d.Cost.FlopsTo(d.Favourite.Mixture, last, at) ?? 0)} FLOPs{open}");
        }

        double? parameters = d.Analysis.Table.Rows.Where(r => r.PretrainingData == d.Favourite.Mixture && r.Parameters is > 0).Select(r => r.Parameters).Max();
        return parameters is { } n ? new("Cost to continue", $"{Readable.Count(6 * n * (at - last))} FLOPs", $"{what}, by 6ND with {Readable.Count(n)} parameters") : null;
    }
}
