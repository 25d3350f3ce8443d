namespace Headwater.Laws;

/// <summary>Ranks the recipes of a table at one of its scales, with the carry-over to a target from its smaller ones.</summary>
/// <param name="runs">All runs that may be known and that measure the judged score.</param>
/// <param name="rows">The rows behind them.</param>
/// <param name="judged">What recipes are judged by.</param>
/// <param name="weighting">How the other tasks count.</param>
internal sealed class TableRanker(RunScores[] runs, IReadOnlyCollection<Observation> rows, JudgedScore judged, TaskWeighting weighting)
{
    /// <summary>The ranking at a scale.</summary>
    /// <param name="at">The scale.</param>
    /// <param name="ratio">How many times the compute the target takes; <c>null</c> where it is not known.</param>
    public RecipeRanking Rank(RankedScale at, double? ratio) => RankFor(at, CarryOver.Of(ratio, Measured(at, ratio))) with
    {
        Scale = at.Scale?.ToString() ?? "",
        JudgedBy = judged.Label,
        Metric = judged.Metric,
    };

    private RecipeRanking RankFor(RankedScale at, CarryOver carryOver) => RecipeRanker.Rank(EvidenceTable.Of(at, runs, rows, judged), carryOver, weighting);

    // The smaller scale whose distance to the ranked scale is closest to the target's distance, and its correlation with the ranked scale.
    private IEnumerable<MeasuredCarryOver> Measured(RankedScale at, double? ratio)
    {
        if (at.Scale is not { } scale)
        {
            yield break;
        }

        RankedScale? lower = runs.Where(run => run.Scale.Size < scale.Size && at.Recipes.Contains(run.Recipe))
            .GroupBy(run => run.Scale)
            .Where(group => group.Select(run => run.Recipe).Distinct(StringComparer.Ordinal).Count() > RecipeIdentity.Fewest && group.Key.RatioTo(scale) is not null)
            .OrderBy(group => Math.Abs(Math.Log(group.Key.RatioTo(scale)!.Value) - Math.Log(ratio ?? group.Key.RatioTo(scale)!.Value)))
            .ThenByDescending(group => group.Key.Size)
            .Select(group => new RankedScale(group.Key, [.. group]))
            .FirstOrDefault();
        if (lower is not { Scale: { } start })
        {
            yield break;
        }

        RankedRecipe[] compared = [.. RankFor(lower, CarryOver.OfPublicTables(null)).Recipes];
        DecisionScorer scorer = new([.. compared.Select(ranked => ranked.Recipe)], [.. compared.Select(ranked => judged.BestOf(at, ranked.Recipe))], level: 0.9, resamples: 0, seed: 0);
        if (scorer.Pairs > 0)
        {
            yield return new(CarryOver.CorrelationOf(scorer.Accuracy([.. compared.Select(ranked => ranked.Score)])), start.RatioTo(scale), compared.Length);
        }
    }
}
