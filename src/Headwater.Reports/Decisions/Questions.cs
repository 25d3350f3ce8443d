using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// The questions that remain after the advice is read, in the order in which people ask them. One without an answer in the data is left out, but for those
/// whose missing answer is itself a reason to wait: seeds and text.
/// </summary>
internal static class Questions
{
    public static ImmutableArray<Question> Of(ReportInput input, Decision? decision) => decision is null ? [] :
    [
        .. new[]
        {
            TodayQuestions.Best(decision), TodayQuestions.Enough(input, decision), OtherBudgets(decision), OtherSizes(decision), Seeds(decision), Text(input, decision), Reach(decision),
            Metrics(decision), FinetuningQuestions.MoreData(decision), FinetuningQuestions.Worth(decision), Missing(input), TextQuestions.Alignment(input),
        }.OfType<Question>(),
    ];

    private static Question? OtherBudgets(Decision d)
    {
        if (d.Outlook is not { Members.Length: > 1 } outlook) return null;
        if (d.NothingRises) return new("Would another budget change the choice?", $"No. No mixture improves with pretraining, so a larger budget does not help. There is no forecast beyond {Readable.Count(outlook.Scales[^1])}, so this study says nothing about larger budgets.");
        var parts = new List<string>();
        foreach (OutlookRanking ranking in outlook.Rankings)
        {
            string leader = outlook.Members[ranking.Best].Mixture;
            if (parts.Count == 0) parts.Add($"From {Readable.Count(ranking.Scale)} on, {leader} is most likely the best ({Readable.Probability(ranking.ProbabilityBest[ranking.Best] ?? 0)})");
            else if (!parts[^1].Contains($" {leader} ", StringComparison.Ordinal)) parts.Add($"from {Readable.Count(ranking.Scale)} on, {leader} leads ({Readable.Probability(ranking.ProbabilityBest[ranking.Best] ?? 0)})");
        }

        double[] odds = [.. outlook.Rankings.Select(r => r.ProbabilityBest[r.Best] ?? 0)];
        string end = $"Up to {Readable.Count(outlook.Scales[^1])}, the largest scale with a forecast, the leader's probability is between {Readable.Probability(odds.Min())} and {Readable.Probability(odds.Max())}.";
        string changes = parts.Count == 1 ? $"No. {parts[0]}, and it leads at every larger budget too." : $"Yes. {string.Join("; ", parts.Take(4))}.";
        return new("Would another budget change the choice?", $"{changes} {end}");
    }

    private static Question? OtherSizes(Decision d)
    {
        Dictionary<SeriesKey, SeriesView> views = SeriesView.Of(d.Analysis).ToDictionary(v => v.Series.Key);
        var groups = d.Analysis.Valuations.Where(v => v.ProbabilityBest is not null).GroupBy(v => (Place: Decision.PlaceOf(v.Series), Size: SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens)))
            .Select(g => (Where: string.Join(", ", new[] { g.Key.Size, views[g.First().Series].Setting }.Where(w => w.Length > 0)), Best: g.MaxBy(v => v.ProbabilityBest)!)).ToArray();
        if (groups.Length < 2) return null;
        bool sizes = d.Analysis.Valuations.DistinctBy(v => (v.FinetuningExamples, v.FinetuningTokens)).Count() > 1;
        string list = string.Join("; ", groups.Select(g => $"{g.Where}: {g.Best.Mixture}, {Readable.Probability(g.Best.ProbabilityBest!.Value)}"));
        bool same = groups.All(g => g.Best.Mixture == groups[0].Best.Mixture);
        return new(sizes ? "Does it depend on how much finetuning data I have?" : "Is it the same for other models and tasks?", $"{(same ? "The same mixture is ahead everywhere" : "The mixture that is ahead differs")} ({list}){(groups.All(g => g.Best.ProbabilityBest < d.Analysis.Options.Level) ? "; the choice is not certain for any of them" : "")}.");
    }

    private static Question? Seeds(Decision d)
    {
        int replicates = d.SeriesOf(d.Favourite)?.Points.Select(p => p.Replicates).DefaultIfEmpty(1).Min() ?? 1;
        string shared = d.Advice.SharedNoise > 0 ? $" The mixtures share {Readable.Percent(Math.Round(d.Advice.SharedNoise, 2))} of that noise, because they are scored on the same test set. The shared part does not affect the comparison." : "";
        if (replicates > 1) return new("Could the result be chance?", $"Every point averages at least {Readable.Whole(replicates)} runs, and the intervals cover the variation between them.{shared}");
        string repeat = d.Advice.FurtherRuns.Where(s => s.Runs.Length == 1 && s.Runs[0].IsRepeat).OrderByDescending(s => s.ProbabilityFlips).FirstOrDefault() is { } set
            ? $" A second seed of {set.Runs[0].Mixture} at {Readable.Count(set.Runs[0].PretrainingTokens)} would change the choice with probability {Readable.Probability(set.ProbabilityFlips)}, judging by the noise seen so far."
            : "";
        return new("Could the result be chance?", $"Every point is a single training run. Error bars and intervals cover test-set sampling and the scatter around the law, not variation between seeds.{shared}{repeat}");
    }

    private static Question? Text(ReportInput input, Decision d) => TextQuestions.Enough(input, d);

    private static Question? Reach(Decision d)
    {
        if (d.ForecastOf(d.Favourite) is not { } forecast) return null;
        Backtest[] tests = [.. d.Contenders.Select(d.SeriesOf).OfType<SeriesResult>().Select(s => s.Backtest).OfType<Backtest>()];
        string check = "";
        if (Decision.HasNoLaw(d.Favourite) && d.SeriesOf(d.Favourite) is { Points: [var first, .., var last] })
            return new("How far can the forecast be trusted?", $"Not at all. {d.Favourite.Mixture} went from {d.Format.Value(first.Y)} at {Readable.Count(first.X)} to {d.Format.Value(last.Y)} at {Readable.Count(last.X)}. {forecast.Law} cannot follow this curve, and its forecast of {d.Format.Value(forecast.Value)} at {Readable.Count(d.At!.Value)} comes from the middle of the points.");
        if (tests.Length > 0)
        {
            BacktestTarget[] targets = [.. tests.SelectMany(t => t.Targets)];
            int inside = targets.Count(t => t.Actual >= t.Low && t.Actual <= t.High);
            check = $" From the {Readable.Whole(tests.Min(t => t.PointsFitted))} smallest scales alone, {forecast.Law} missed the larger ones by {Readable.Percent(Math.Round(targets.Average(t => Math.Abs(t.Forecast / t.Actual - 1)), 3))} on average,"
                + $" and its intervals contained {Readable.Whole(inside)} of {Readable.Whole(targets.Length)}. These forecasts were at up to {Readable.Factor(targets.Max(t => t.X) / tests.Max(t => t.Cutoff))} the fitted scales.";
        }

        string warning = forecast.Warning is { } said ? $" {said}" : "";
        return new("How far can the forecast be trusted?", $"{Readable.Count(d.At!.Value)} is {Readable.Factor(forecast.ExtrapolationFactor)} the largest scale measured.{check}{warning}");
    }

    private static Question? Metrics(Decision d)
    {
        (string Mixture, Alignment Alignment)[] judged = [.. d.Contenders.Where(v => v.Alignment?.Agreement is not null).Select(v => (v.Mixture, v.Alignment!))];
        if (judged.Length == 0) return null;
        string[] parted = [.. judged.Where(j => j.Alignment.DiscordantSteps > 0).Select(j => $"{j.Mixture} ({Readable.Whole(j.Alignment.DiscordantSteps!.Value)})")];
        string list = string.Join(", ", judged.Select(j => $"{j.Mixture} {Readable.Fixed(j.Alignment.Agreement!.Value, 2)}"));
        return new("Could I go by the cross-entropy instead?", parted.Length == 0
            ? $"Here yes: whenever it improved, the {d.Format.InText} did not get worse. Rank agreement (Kendall's tau): {list}."
            : $"No. In steps of {string.Join(", ", parted)} the cross-entropy improved while the {d.Format.InText} fell. Rank agreement (Kendall's tau): {list}.");
    }

    private static Question? Missing(ReportInput input)
    {
        int refused = input.Analysis.Series.Count(s => s.Refusal is not null), notes = CareNotes.Of(input).Length;
        int failed = input.Study?.Failed ?? 0, open = input.Study?.Open ?? 0;
        if (input.Study is null && refused == 0) return null;
        string runs = input.Study is null ? "" : failed + open == 0 ? "Every planned run is done. " : $"{Counted(failed, "run")} failed and {Counted(open, "run")} are not done. ";
        string fits = refused == 0 ? "Every series has a fit." : $"{Counted(refused, "series", "series")} of {Readable.Whole(input.Analysis.Series.Length)} have no fit; the table of refusals gives the reasons.";
        return new("Is anything missing?", $"{runs}{fits}{(notes > 0 ? $" See the {Counted(notes, "note")} under “Read with care”." : "")}");
    }

    private static string Counted(int count, string one, string? many = null) => $"{Readable.Whole(count)} {(count == 1 ? one : many ?? one + "s")}";
}

/// <summary>A further question of somebody who has to decide, and the answer that the data give.</summary>
internal sealed record Question(string Ask, string Answer);
