using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One sentence that recommends further runs.</summary>
internal static class FurtherRunsSentence
{
    /// <summary>The sentence for sets that are ordered by how well they settle the choice; <paramref name="isSettled"/> if there is already advice that they could only overturn.</summary>
    public static string Of(ImmutableArray<FurtherRuns> sets, bool isSettled)
    {
        if (isSettled)
        {
            FurtherRuns doubtful = sets.MaxBy(set => set.ProbabilityFlips)!;
            return doubtful.ProbabilityFlips == 0 ? "No simulated next checkpoint or seed changes which mixture is the best."
                : $"The runs most likely to change the choice are {Words(doubtful.Runs)}, with {Chance(doubtful.ProbabilityFlips)}.";
        }

        FurtherRuns? smallest = sets.Where(set => set.ProbabilitySettles >= RunPlanner.Likely).MinBy(set => set.Runs.Length);
        return smallest is not null
            ? $"The smallest set of runs likely to settle the choice is {Words(smallest.Runs)}, with {Chance(smallest.ProbabilitySettles)}."
            : $"No next checkpoint or seed is likely to settle the choice: the best, {Words(sets[0].Runs)}, has {Chance(sets[0].ProbabilitySettles)}.";
    }

    private static string Words(ImmutableArray<FurtherRun> runs) => string.Join(" with ", runs.GroupBy(run => (run.IsRepeat, run.PretrainingTokens)).Select(kind =>
        $"{(kind.Key.IsRepeat ? "another seed of " : "")}{Listing.And([.. kind.Select(run => run.Mixture)])} at {Numerals.Size(kind.Key.PretrainingTokens)}"));

    private static string Chance(double probability) => Numerals.Odds(probability) is var odds && !char.IsAsciiDigit(odds[0]) ? $"a chance {odds}" : odds[0] is '8' || odds is "11%" or "18%" ? $"an {odds} chance" : $"a {odds} chance";
}
