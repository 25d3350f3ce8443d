using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Which further runs would tell, in one sentence.</summary>
internal static class FurtherRunsSentence
{
    /// <summary>The sentence for sets that are ordered by how well they settle the matter; <paramref name="isSettled"/> where there is only advice to overturn.</summary>
    public static string Of(ImmutableArray<FurtherRuns> sets, bool isSettled)
    {
        if (isSettled)
        {
            FurtherRuns doubtful = sets.MaxBy(set => set.ProbabilityFlips)!;
            return doubtful.ProbabilityFlips == 0 ? "No next checkpoint or seed that was simulated changes the choice."
                : $"Of further runs, {Words(doubtful.Runs)} would most likely change the choice: with probability {Numerals.Probability(doubtful.ProbabilityFlips)}.";
        }

        FurtherRuns first = sets[0];
        return first.ProbabilitySettles >= RunPlanner.Likely
            ? $"The smallest set of runs that likely settles it is {Words(first.Runs)}: with probability {Numerals.Probability(first.ProbabilitySettles)}."
            : $"Next checkpoints or seeds are not likely to settle it: {Words(first.Runs)} would with probability {Numerals.Probability(first.ProbabilitySettles)}.";
    }

    private static string Words(ImmutableArray<FurtherRun> runs) => string.Join(" with ", runs.GroupBy(run => (run.IsRepeat, run.PretrainingTokens)).Select(kind =>
        $"{(kind.Key.IsRepeat ? "another seed of " : "")}{Listed([.. kind.Select(run => run.Mixture)])} at {Numerals.Size(kind.Key.PretrainingTokens)}"));

    private static string Listed(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
