namespace Headwater.Laws;

/// <summary>Gives the verdict on alignment: is the score monotone beyond noise, does a law forecast it, and does it go with the cross-entropy?</summary>
internal static class AlignmentRule
{
    /// <summary>The verdict on one candidate.</summary>
    public static Alignment Of(Candidate member)
    {
        (double Score, double Loss)[] pairs = Pairs(member);
        bool lossImproves = member.Loss?.Result.Trend?.Trend is Trend.Improving or Trend.Saturating;
        (AlignmentVerdict verdict, string reason) = member.Trend switch
        {
            Trend.AtChance => (AlignmentVerdict.Undecided, $"the {Metric(member)} is not distinguishable from chance yet"),
            null => (AlignmentVerdict.Undecided, "a trend needs at least three scales"),
            Trend.Worsening => (AlignmentVerdict.Misaligned, $"the {Metric(member)} gets worse with pretraining{Although(member, lossImproves)}"),
            Trend.Fluctuating => (AlignmentVerdict.Misaligned, $"the {Metric(member)} fluctuates by more than its noise{Although(member, lossImproves)}"),
            Trend.Flat when lossImproves => (AlignmentVerdict.Misaligned, $"the {Metric(member)} does not change{Although(member, lossImproves)}"),
            Trend.Flat => (AlignmentVerdict.Undecided, $"the {Metric(member)} does not change: pretraining neither helps nor hurts"),
            _ when !LawHolds(member) => (AlignmentVerdict.Undecided, $"the {Metric(member)} improves, but does not follow the law"),
            _ => (AlignmentVerdict.Aligned, $"the {Metric(member)} improves and follows the law"),
        };
        return new()
        {
            Verdict = verdict,
            Reason = reason,
            Agreement = pairs.Length < 3 ? null : Agreement(pairs),
            DiscordantSteps = pairs.Length < 3 ? null : Enumerable.Range(1, pairs.Length - 1).Count(i => pairs[i].Loss > pairs[i - 1].Loss && pairs[i].Score < pairs[i - 1].Score),
            LawError = member.Score.Rolling?.Law,
            PlainError = member.Score.Rolling is { } rolling ? Math.Min(rolling.LastValue, rolling.Constant) : null,
        };
    }

    /// <summary>Whether the cross-entropy improves while the score does not: the misalignment that a loss alone hides.</summary>
    public static bool IsHidden(Candidate member) =>
        member.Loss?.Result.Trend?.Trend is Trend.Improving or Trend.Saturating && member.Trend is Trend.Flat or Trend.Fluctuating or Trend.Worsening;

    /// <summary>Whether a law forecasts the held-out points at least as well as naive rivals; true if no point could be held out.</summary>
    public static bool LawHolds(Candidate member) =>
        member.Score.Forecaster is { CanForecast: true } forecaster && (member.Score.Rolling?.IsGood(forecaster.Ensemble!.Noise.AtTheEnd) ?? true);

    private static string Metric(Candidate member) => MetricDisplayName.Of(member.Score.Result.Metric);

    private static string Although(Candidate member, bool lossImproves) => lossImproves ? $" while the {MetricDisplayName.Of(member.Loss!.Result.Metric)} improves" : "";

    // Both with larger values the better ones, at the scales above 0 that have both.
    private static (double Score, double Loss)[] Pairs(Candidate member)
    {
        if (member.Loss is not { } loss)
        {
            return [];
        }

        double sign = member.HigherIsBetter ? 1 : -1;
        return [.. member.Score.Result.Points.Where(point => point.X > 0).Join(loss.Result.Points, point => point.X, point => point.X, (score, other) => (sign * score.Y, -other.Y))];
    }

    private static double Agreement((double Score, double Loss)[] pairs)
    {
        int sum = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            for (int j = i + 1; j < pairs.Length; j++)
            {
                sum += Math.Sign(pairs[j].Score - pairs[i].Score) * Math.Sign(pairs[j].Loss - pairs[i].Loss);
            }
        }

        return sum / (pairs.Length * (pairs.Length - 1) / 2.0);
    }
}
