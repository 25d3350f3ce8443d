using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Runs a backtest of decisions: everything is forecast from the small scales, then scored by the large one.</summary>
internal sealed class DecisionBacktester
{
    private readonly DecisionOptions options;
    private readonly List<string> warnings;
    private readonly JudgedScore judged;
    private readonly Observation[] known;
    private readonly RunScores[] runs;
    private readonly RankedScale at;
    private readonly RankedScale target;
    private readonly string[] recipes;

    public DecisionBacktester(ObservationTable small, ObservationTable large, DecisionOptions options)
    {
        this.options = options;
        warnings = [.. small.Warnings.Union(large.Warnings)];
        HashSet<Observation> held = new(large.Rows, RowComparer.InEveryCell);
        Observation[] both = [.. small.Rows.Where(held.Contains)];
        if (both.Length > 0)
        {
            throw new ArgumentException(RankingMessages.Overlap(both.Length, both[0]));
        }

        known = [.. small.Rows];
        judged = JudgedScore.Of(known, options.Metric, options.JudgeBy);
        HashSet<TaskMetric> parts = [.. judged.Parts];
        Observation[] judgedLarge = [.. large.Rows.Where(row => parts.Contains(TaskMetric.Of(row)))];
        judged = judged with { Parts = [.. judged.Parts.Intersect(judgedLarge.Select(TaskMetric.Of))] };
        if (judged.Parts.IsEmpty)
        {
            throw new ArgumentException(RankingMessages.NotAtLarge(JudgedScore.Of(known, options.Metric, options.JudgeBy), large.Rows));
        }

        parts = [.. judged.Parts];
        Observation[][] sides = [[.. known.Where(row => parts.Contains(TaskMetric.Of(row)))], judgedLarge];
        RecipeIdentity identity = RecipeIdentity.Choose(sides, options.Recipe);
        List<string> common = identity.Common(sides);
        if (common.Count < RecipeIdentity.Fewest)
        {
            throw new ArgumentException(RankingMessages.TooFew(identity, common.Count, identity.Common([sides[0]]).Count, identity.Common([sides[1]]).Count));
        }

        HashSet<string> shared = [.. common];
        bool[] varies = TrainingScale.VaryingBetween(ScalesOf(sides[0], identity, shared), ScalesOf(sides[1], identity, shared));
        runs = [.. RunScores.Of(known, identity, ScaleOf).Where(run => judged.Read(run) is not null)];
        RunScores[] largeRuns = [.. RunScores.Of(judgedLarge, identity, ScaleOf).Where(run => judged.Read(run) is not null)];
        target = RankedScale.Of(largeRuns, shared);
        at = RankedScale.Of(runs, shared);
        recipes = [.. common.Where(recipe => at.Recipes.Contains(recipe) && target.Recipes.Contains(recipe))];
        Remark("small", at, runs, common);
        Remark("large", target, largeRuns, common);
        if (recipes.Length < RecipeIdentity.Fewest)
        {
            throw new ArgumentException(RankingMessages.TooFew(identity, recipes.Length, at.Recipes.Count, target.Recipes.Count));
        }

        TrainingScale ScaleOf(Observation row) => TrainingScale.Of(row).Keeping(varies);
    }

    public DecisionBacktest Run()
    {
        RecipeRanking ranking = Rank();
        double[] forecasts = [.. recipes.Select(recipe => ranking.Recipes.First(ranked => ranked.Recipe == recipe).Score)];
        double[] rival = BestOf(at);
        (string Law, double[] Forecasts)[] laws = [.. new LawRivals(runs, judged, at, target, recipes).Forecast(options.Laws, warnings)];

        // Everything is forecast; only now are the values of the large scale looked at.
        DecisionScorer scorer = new(recipes, BestOf(target), options.Level, options.Resamples, options.Seed);
        return new()
        {
            Recipes = [.. recipes],
            Pairs = scorer.Pairs,
            JudgedBy = judged.Label,
            Metric = judged.Metric,
            SmallScale = at.Scale?.ToString() ?? "each recipe's largest small scale",
            LargeScale = target.Scale?.ToString() ?? "each recipe's largest scale",
            Methods =
            [
                scorer.Score(DecisionMethod.Headwater, forecasts),
                scorer.Score(DecisionMethod.LargestSmallScale, rival),
                .. laws.Select(law => scorer.Score(law.Law, law.Forecasts)),
            ],
            Gain = scorer.Gain(forecasts, rival),
            Calibration = RankingCalibration.Of(PairsSaid(ranking, forecasts, scorer)),
            Ranking = ranking,
            Warnings = [.. warnings],
        };
    }

    private RecipeRanking Rank()
    {
        double? ratio = at.Scale is { } from && target.Scale is { } to ? from.RatioTo(to) : null;
        return RecipeRanker.Rank(EvidenceTable.Of(at, runs, known, judged, options.Metric), CarryOver.Of(ratio, Measured(ratio)), options.Weighting);
    }

    // From which of the smaller scales the ranked one lies about as far as the target from it, and how well that one told the ranked one.
    private IEnumerable<MeasuredCarryOver> Measured(double? ratio)
    {
        if (at.Scale is not { } scale)
        {
            yield break;
        }

        HashSet<string> there = at.Recipes;
        RankedScale? lower = runs.Where(run => run.Scale.Size < scale.Size && there.Contains(run.Recipe))
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

        RecipeRanking ranking = RecipeRanker.Rank(EvidenceTable.Of(lower, runs, known, judged, options.Metric), CarryOver.OfPublicTables(null), options.Weighting);
        RankedRecipe[] compared = [.. ranking.Recipes.Where(ranked => there.Contains(ranked.Recipe))];
        double[] later = [.. compared.Select(ranked => BestOf(at, ranked.Recipe))];
        yield return new(Moments.Correlation([.. compared.Select(ranked => ranked.Score)], later), start.RatioTo(scale), compared.Length);
    }

    private IEnumerable<(double Said, double Right)> PairsSaid(RecipeRanking ranking, double[] forecasts, DecisionScorer scorer)
    {
        RankedRecipe[] ranked = [.. recipes.Select(recipe => ranking.Recipes.First(one => one.Recipe == recipe))];
        for (int first = 0; first < ranked.Length; first++)
        {
            for (int second = first + 1; second < ranked.Length; second++)
            {
                if (scorer.IsRight(forecasts, first, second) is { } right)
                {
                    double said = ranking.ProbabilityOfOrder(ranked[first], ranked[second]);
                    yield return (Math.Max(said, 1 - said), right);
                }
            }
        }
    }

    private double[] BestOf(RankedScale scale) => [.. recipes.Select(recipe => BestOf(scale, recipe))];

    private double BestOf(RankedScale scale, string recipe) => scale.Runs.Where(run => run.Recipe == recipe).Max(run => judged.Read(run)!.Value.Y);

    private static ILookup<string, TrainingScale> ScalesOf(IEnumerable<Observation> rows, RecipeIdentity identity, HashSet<string> shared) =>
        rows.Where(row => !row.IsScratch && identity.Of(row) is { } recipe && shared.Contains(recipe)).ToLookup(row => identity.Of(row)!, TrainingScale.Of, StringComparer.Ordinal);

    private void Remark(string side, RankedScale scale, RunScores[] all, List<string> common)
    {
        int compared = common.Count(scale.Recipes.Contains);
        if (scale.Scale is null)
        {
            warnings.Add(RankingMessages.OwnScales(side));
        }
        else if (compared < common.Count && all.Select(run => run.Scale).Distinct().Count() > 1)
        {
            warnings.Add(RankingMessages.AtScale(side, scale.Scale.Value, compared, common.Count));
        }
    }
}
