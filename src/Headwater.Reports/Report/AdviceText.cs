using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Advice in plain words, for the head of a report and for a terminal.</summary>
public static class AdviceText
{
    /// <summary>What standard errors in a report hold and what they do not.</summary>
    public const string StandardErrors =
        "Standard errors cover test-set sampling only: they come from resampling its segments (scores) or sentences (cross-entropy). "
        + "They do not cover variation between training seeds, which moves every point, often by more than its bar.";

    /// <summary>The same where some points average several seeds.</summary>
    public const string StandardErrorsWithSeeds =
        "Standard errors cover test-set sampling. Where a point averages several seeds, they also cover the variation between those seeds. "
        + "For points of a single run they do not cover variation between training seeds, which is often larger than the bar.";

    /// <summary>What to do, in one sentence, with what it rests on.</summary>
    public static string Headline(Advice? advice) => advice switch
    {
        null => "What was measured, and the laws it follows.",
        { Action: AdviceAction.Continue, Mixture: { } mixture } => $"Continue pretraining on {mixture}{By(advice)}.",
        { Action: AdviceAction.Continue } => $"Continue pretraining{By(advice)}.",
        { Action: AdviceAction.Stop } => $"Stop: more pretraining on these mixtures does not pay{By(advice)}.",
        { Action: AdviceAction.ChooseOtherMixture, Mixture: { } mixture } => $"Choose {mixture}{By(advice)}.",
        { Action: AdviceAction.ChooseOtherMixture } => $"Choose another mixture than those tried{By(advice)}.",
        { CannotTell: { } reason } => $"Undecided: {reason.Because}.",
        { Shortlist: { Length: > 1 and <= ShortShortlist } names } => $"Undecided between {string.Join(", ", names[..^1])} and {names[^1]}{By(advice)}.",
        { Shortlist: { Length: > ShortShortlist } names } => $"Undecided between {names.Length} recipes, {names[0]} ahead{By(advice)}.",
        _ => $"Undecided: the measurements do not settle it yet{By(advice)}.",
    };

    private const int ShortShortlist = 4;

    // The metric and the task that decide, and how likely the choice is the best.
    private static string By(Advice advice)
    {
        string odds = advice.ProbabilityBest is { } probability ? $"; best with {Readable.Probability(probability)}" : "";
        return advice.Metric is { } metric ? $" (by {metric}{(advice.Task is { } task ? $", {task}" : "")}{odds})" : odds.Length > 0 ? $" ({odds[2..]})" : "";
    }

    /// <summary>When each mixture reaches the target, a sentence each; empty where no target was asked for.</summary>
    public static IEnumerable<string> Reaches(Analysis analysis) => analysis.Valuations.Where(v => v.Reach is not null).Select(v => Reach(v, v.Reach!));

    private static string Reach(MixtureValuation v, TargetReach reach)
    {
        string size = SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens), who = size.Length > 0 ? $"{v.Mixture} with {size}" : v.Mixture;
        if (reach.Measured is { } measured) return $"{who} reached {Readable.Significant(reach.Target, 4)} at {Readable.Count(measured)} pretraining tokens, where it was measured.";
        if (reach.Probability is not { } probability) return $"{who} has not reached {Readable.Significant(reach.Target, 4)}, and no law says when it will.";
        string never = $"it does not get there within {Readable.Count(reach.Horizon)} with probability {Readable.Probability(1 - probability)}";
        return reach.Scale is { } scale
            ? $"{who} reaches {Readable.Significant(reach.Target, 4)} at {Readable.Count(scale)} pretraining tokens ({Readable.Percent(reach.Level)} interval {Readable.Count(reach.Low ?? scale)} to {(reach.High is { } high ? Readable.Count(high) : "never")}); {never}."
            : $"{who} most likely never reaches {Readable.Significant(reach.Target, 4)}: {never}.";
    }

    /// <summary>The sentence about standard errors that fits the analysis; empty where nothing has one.</summary>
    public static string ErrorNote(Analysis analysis)
    {
        Point[] points = [.. analysis.Series.SelectMany(s => s.Points)];
        if (points.All(p => p.StandardError is null)) return "";
        return points.Any(p => p.Replicates > 1) ? StandardErrorsWithSeeds : StandardErrors;
    }
}

/// <summary>One number behind the advice.</summary>
public sealed record AdviceFact(string Name, string Value, string Detail);
