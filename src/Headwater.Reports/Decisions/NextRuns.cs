using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The one or two further runs that are most worth making, with what they would tell and cost.</summary>
internal static class NextRuns
{
    private const int Most = 2;

    /// <summary>Below this a run is not worth its name: one outcome in a hundred would turn the choice.</summary>
    private const double LeastFlips = 0.01;

    public static ImmutableArray<NextRun> Of(Decision decision)
    {
        ImmutableArray<FurtherRuns> sets = decision.Advice.FurtherRuns;
        // An open choice asks for what settles it; a settled one for what could still turn it.
        IEnumerable<FurtherRuns> chosen = decision.Advice.Action == AdviceAction.Undecided
            ? sets
            : sets.Where(s => s.ProbabilityFlips >= LeastFlips).OrderByDescending(s => s.ProbabilityFlips).ThenBy(s => s.Runs.Length);
        return [.. chosen.Take(Most).Select(set => Words(decision, set))];
    }

    private static NextRun Words(Decision decision, FurtherRuns set)
    {
        double[] costs = [.. set.Runs.Select(run => Cost(decision, run)).OfType<double>()];
        string gain = set.ExpectedGain > 0 && decision.Format.Value(set.ExpectedGain).AsSpan().IndexOfAnyInRange('1', '9') >= 0
            ? $", and choosing after it gains {decision.Format.Value(set.ExpectedGain)} {decision.Format.InText} on average" : "";
        return new NextRun(
            string.Join(" and ", set.Runs.GroupBy(run => (run.IsRepeat, run.PretrainingTokens)).Select(kind => Name(kind.First() with { Mixture = Listed([.. kind.Select(run => run.Mixture)]) }))),
            $"It leaves one choice sure with probability {Readable.Probability(set.ProbabilitySettles)} and turns the present one with probability {Readable.Probability(set.ProbabilityFlips)}{gain}.",
            costs.Length == set.Runs.Length ? Readable.Duration(costs.Sum()) : "");
    }

    private static string Listed(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static string Name(FurtherRun run) => run.IsRepeat
        ? $"another seed of {run.Mixture} up to {Readable.Count(run.PretrainingTokens)}"
        : $"{run.Mixture} on to {Readable.Count(run.PretrainingTokens)}";

    private static double? Cost(Decision decision, FurtherRun run) => decision.Cost?.SecondsTo(
        run.Mixture, run.IsRepeat ? 0 : decision.Contenders.FirstOrDefault(v => v.Mixture == run.Mixture) is { } v ? decision.LastScale(v) ?? 0 : 0, run.PretrainingTokens);
}

/// <summary>A set of runs that could still be made.</summary>
/// <param name="Name">The runs in words.</param>
/// <param name="Why">What they would tell.</param>
/// <param name="Cost">How long they take; empty where that is not known.</param>
internal sealed record NextRun(string Name, string Why, string Cost);
