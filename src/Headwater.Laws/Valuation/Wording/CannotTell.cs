namespace Headwater.Laws;

/// <summary>Why measurements cannot support any advice, and the cheapest way to change that.</summary>
/// <param name="Because">What is wrong with them, as a clause that follows "because".</param>
/// <param name="Remedy">The cheapest remedy, as a sentence.</param>
public sealed record CannotTell(string Because, string Remedy);

/// <summary>
/// Finds measurements that are not enough for any advice, whatever their trend: scores at their floor, finetunings that had not converged, and curves too short to
/// show their noise. The rules are listed in docs/advise.md.
/// </summary>
internal static class CannotTellRule
{
    // Below about 3 BLEU hypotheses share single words with their references by chance (issue threads of sacreBLEU; Isik et al. report none below 10).
    private const double BleuFloor = 3;

    // For meaningful BLEU scores, the relative standard error of a test set is a few percent.
    private const double LargeError = 0.1;

    // Four points have two interior points, and a law with curvature passes through all four, so their scatter is hardly visible.
    private const int LeastPointsForNoise = 5;

    // A mixture that is the best with less probability is no contender.
    private const double ContenderProbability = 0.01;

    // More mixtures than this are counted instead of named.
    private const int MostNamed = 3;

    /// <summary>The first rule that the group breaks; <c>null</c> where none is.</summary>
    public static CannotTell? Of(CandidateGroup group) => AtFloor(group) ?? NotConverged(group) ?? Tied(group) ?? WithLonePoint(group) ?? WithoutNoise(group);

    private static CannotTell? AtFloor(CandidateGroup group)
    {
        if (group.Members.All(member => member.Trend is Trend.AtChance))
        {
            return new("no model is distinguishable from chance", $"Measure at larger scales such as {Numerals.Size(2 * group.Members.Max(member => member.Last.X))}, on more test items, or by a smoother metric such as the loss on the right answers.");
        }

        if (GuessingRule.LevelOf(group) is { } guessing)
        {
            return guessing;
        }

        string metric = group.Members[0].Score.Result.Metric;
        if (!MetricTraits.IsBleu(metric))
        {
            return null;
        }

        Observation[] rows = [.. group.Members.SelectMany(member => member.Score.Source.Rows)];
        double most = rows.Max(row => row.Value);
        double floor = most <= 1 && !IsPercentage(rows) ? BleuFloor / 100 : BleuFloor;
        return most >= floor ? null : new(
            $"{MetricDisplayName.Of(metric)} is at its floor: the best score is {Numerals.Short(most)}, and below about {Numerals.Short(floor)} it counts chance matches",
            "Judge by the cross-entropy or by chrF (--metric), or finetune for longer.");
    }

    // Values up to 1 are fractions, unless their signature is sacreBLEU's, whose scores are percentages, or their errors are as large as only scores at the
    // floor have them.
    private static bool IsPercentage(Observation[] rows)
    {
        double[] relative = [.. rows.Where(row => row.StandardError > 0 && row.Value > 0).Select(row => row.StandardError!.Value / row.Value).Order()];
        return rows.Any(row => row.Signature?.Contains("nrefs", StringComparison.Ordinal) ?? false) || (relative.Length > 0 && relative[relative.Length / 2] > LargeError);
    }

    private static CannotTell? NotConverged(CandidateGroup group)
    {
        Observation[] known = [.. group.Members.SelectMany(member => member.Score.Source.Rows).Where(row => row.Converged is not null)];
        int falling = known.Count(row => row.Converged is false);
        return falling == 0 ? null : new(
            $"{falling} of {known.Length} finetunings had not converged: their validation loss was still falling at the last step",
            "Finetune every arm until its validation loss stops falling.");
    }

    // Curves that are equal to the last digit are one curve under several names, or a metric that sees no difference.
    private static CannotTell? Tied(CandidateGroup group)
    {
        if (group.Members.Length < 2)
        {
            return null;
        }

        MeasuredPoint[][] curves = [.. group.Members.Select(member => member.Score.Result.Points.ToArray())];
        double[] common = [.. curves[0].Select(point => point.X).Where(x => Array.TrueForAll(curves, curve => Array.Exists(curve, point => point.X == x)))];
        bool isTied = common.Length > 0 && common.Length == curves.Max(curve => curve.Length)
            && Array.TrueForAll(common, x => curves.Select(curve => Array.Find(curve, point => point.X == x).Y).Distinct().Take(2).Count() == 1);
        string names = group.Members.Length <= MostNamed ? string.Join(" and ", group.Members.Select(member => member.Mixture)) : $"all {group.Members.Length} mixtures";
        return !isTied ? null : new($"{names} tie: they have the same {MetricDisplayName.Of(group.Members[0].Score.Result.Metric)} at every scale measured", "Measure them on more test items, or by a metric with finer steps such as the loss.");
    }

    // One mistaken value can make the best mixture look misaligned, so it is looked at before anything is decided. Mixtures that cannot be the best do not matter.
    private static CannotTell? WithLonePoint(CandidateGroup group)
    {
        foreach ((Candidate member, double? odds) in group.Members.Zip(group.ProbabilityBest))
        {
            if (odds is null or > ContenderProbability && member.Trend is Trend.Fluctuating && LonePoint.Of(member.Score.Result.Points) is { } lone)
            {
                return new($"one {MetricDisplayName.Of(member.Score.Result.Metric)} of {member.Mixture} looks mistaken: {lone.Describe()}", "Check it, and correct it, measure it again, or leave it out with --where.");
            }
        }

        return null;
    }

    private static CannotTell? WithoutNoise(CandidateGroup group) =>
        group.Members.All(member => member.Curve.Errors is null && member.Curve.Count < LeastPointsForNoise && member.Trend is not null)
            ? new($"{group.Members.Max(member => member.Curve.Count)} checkpoints without standard errors are too few to estimate the noise", "Add standard errors (a column stderr), seeds, or checkpoints up to five.")
            : null;
}
