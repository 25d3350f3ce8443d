using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The one or two further runs that are most worth making, with what they would tell and cost.</summary>
internal static class NextRuns
{
    private const int Most = 2;

    /// <summary>Runs with a smaller probability of changing the choice are not named.</summary>
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
            ? $" Choosing afterwards gains {decision.Format.Value(set.ExpectedGain)} {decision.Format.InText} on average." : "";
        return new NextRun(
            string.Join(" and ", set.Runs.GroupBy(run => (run.IsRepeat, run.PretrainingTokens)).Select(kind => Name(kind.First() with { Mixture = Listing.And([.. kind.Select(run => run.Mixture)]) }))),
            $"{Readable.Probability(set.ProbabilitySettles)} chance that this settles the choice, {Readable.Probability(set.ProbabilityFlips)} that it changes it.{gain}",
            costs.Length == set.Runs.Length ? Readable.Duration(costs.Sum()) : "");
    }

    private static string Name(FurtherRun run) => run.IsRepeat
        ? $"another seed of {run.Mixture} up to {Readable.Count(run.PretrainingTokens)}"
        : $"continue {run.Mixture} to {Readable.Count(run.PretrainingTokens)}";

    private static double? Cost(Decision decision, FurtherRun run) => decision.Cost?.SecondsTo(
        run.Mixture, run.IsRepeat ? 0 : decision.Contenders.FirstOrDefault(v => v.Mixture == run.Mixture) is { } v ? decision.LastScale(v) ?? 0 : 0, run.PretrainingTokens);
}

/// <summary>A candidate set of further runs.</summary>
/// <param name="Name">The runs in words.</param>
/// <param name="Why">The probability that they settle or change the choice.</param>
/// <param name="Cost">How long they take; empty if unknown.</param>
internal sealed record NextRun(string Name, string Why, string Cost);
