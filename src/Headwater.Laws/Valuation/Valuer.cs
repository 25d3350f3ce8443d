using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Evaluates each mixture by the procedure of Isik et al. 2024 (arXiv:2402.04177), section 3.5: trend, law, forecast, comparison with no pretraining.</summary>
internal static class Valuer
{
    /// <summary>The valuations of all members of all groups of a table.</summary>
    public static IEnumerable<MixtureValuation> Value(CandidateGroup[] groups, AnalysisOptions options) =>
        groups.SelectMany(group => Enumerable.Range(0, group.Members.Length).Select(index => Value(group, index, new DataExchange(group, groups, options), options)));

    private static MixtureValuation Value(CandidateGroup group, int index, DataExchange exchange, AnalysisOptions options)
    {
        Candidate member = group.Members[index];
        Observation row = member.FirstRow;
        (double? gain, double? gainError) = GainOverScratch(member);
        Alignment alignment = AlignmentRule.Of(member);
        MoreData? more = exchange.Of(member);
        return new()
        {
            Series = member.Score.Result.Key,
            Mixture = member.Mixture,
            FinetuningExamples = row.FinetuningExamples,
            FinetuningTokens = row.FinetuningTokens,
            Trend = member.Score.Result.Trend,
            Verdict = VerdictOf(member, gain, gainError),
            Forecasts = member.Score.Result.Forecasts,
            ProbabilityBest = group.ProbabilityBest[index],
            GainOverScratch = gain,
            GainStandardError = gainError,
            Alignment = alignment,
            Reach = options.Target is { } target ? ReachFinder.Of(member, target, options) : null,
            MoreData = more,
            Evidence = [.. EvidenceOf(member, alignment, gain, gainError), .. more is null ? [] : MoreDataSentences.Of(more, row, options.Level)],
        };
    }

    private static (double? Gain, double? Error) GainOverScratch(Candidate member)
    {
        if (member.Scratch is not { } scratch)
        {
            return (null, null);
        }

        double difference = member.Last.Y - scratch.Y;
        double? error = member.Last.StandardError is null && scratch.StandardError is null
            ? null
            : Math.Sqrt(((member.Last.StandardError ?? 0) * (member.Last.StandardError ?? 0)) + ((scratch.StandardError ?? 0) * (scratch.StandardError ?? 0)));
        return (member.HigherIsBetter ? difference : -difference, error);
    }

    private static string VerdictOf(Candidate member, double? gain, double? gainError)
    {
        string verdict = member.Trend switch
        {
            null => "too few checkpoints for a trend",
            Trend.Improving when AlignmentRule.LawHolds(member) => "improving and following the law: more pretraining on it is worthwhile",
            Trend.Improving => "improving, but not following the law: its forecasts are less reliable",
            Trend.Saturating => "saturating: more pretraining on it adds little",
            Trend.Flat => "flat: pretraining on it does not change the result",
            Trend.AtChance => "at chance: not predictable yet",
            Trend.Fluctuating => "fluctuating: nothing to extrapolate; the data may be misaligned with the task",
            _ => "worsening: the data is misaligned with the task",
        };
        return gain is null ? verdict
            : gain < 0 && !(gain > -TrendRule.Significant * gainError) ? $"{verdict}; so far worse than no pretraining"
            : gain == 0 || gain <= TrendRule.Significant * gainError ? $"{verdict}; so far not distinguishable from no pretraining"
            : verdict;
    }

    private static IEnumerable<string> EvidenceOf(Candidate member, Alignment alignment, double? gain, double? gainError)
    {
        foreach (string sentence in member.Score.Result.Trend?.Evidence ?? [$"The series has {member.Score.Result.Points.Length} {(member.Score.Result.Points.Length == 1 ? "scale" : "scales")}; a trend needs at least 3."])
        {
            yield return sentence;
        }

        yield return LawSentence(member);
        if (member.Score.Rolling is { } rolling)
        {
            yield return $"Mean error of forecasts of {(rolling.Targets == 1 ? "the last point" : $"each of the last {rolling.Targets} points")} from the earlier points: {Numerals.Percent(rolling.Law)} for the law, {Numerals.Percent(rolling.LastValue)} for the last value, {Numerals.Percent(rolling.Constant)} for the mean.";
        }

        if (gain is { } difference)
        {
            string error = gainError is { } known ? $" (standard error {Numerals.Short(known)})" : " (no standard error)";
            string compared = difference == 0 ? "as good as" : $"{Numerals.Short(Math.Abs(difference))} {(difference > 0 ? "better" : "worse")} than";
            yield return $"At {Numerals.Size(member.Last.X)} it is {compared} the model without pretraining, which has {Numerals.Short(member.Scratch!.Value.Y)}{error}.";
        }

        if (alignment.Agreement is { } agreement)
        {
            yield return $"Kendall's tau between {MetricDisplayName.Of(member.Score.Result.Metric)} and {MetricDisplayName.Of(member.Loss!.Result.Metric)} is {Numerals.Short(agreement)} (1 is full agreement). Steps in which the loss improved and the score got worse: {alignment.DiscordantSteps}.";
        }

        if (AlignmentRule.IsHidden(member))
        {
            yield return $"The {MetricDisplayName.Of(member.Loss!.Result.Metric)} improves while the {MetricDisplayName.Of(member.Score.Result.Metric)} does not, so a better loss does not mean a better result here.";
        }
    }

    private static string LawSentence(Candidate member) => member.Score.Result switch
    {
        { Refusal: { } refusal } => refusal,
        { Fit: { } fit } => $"{fit.Law.Name} fits {fit.Points} points within {Numerals.Percent(fit.RootMeanSquareLog)}. {fit.Message}",
        _ => "No law was fitted.",
    };
}
