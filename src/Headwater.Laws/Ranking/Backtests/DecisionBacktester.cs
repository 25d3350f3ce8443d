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
        bool[] varies = TrainingScale.VaryingBetween(RunScores.ScalesOf(sides[0], identity, shared), RunScores.ScalesOf(sides[1], identity, shared));
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
        double? ratio = at.Scale is { } from && target.Scale is { } to ? from.RatioTo(to) : null;
        RecipeRanking ranking = new TableRanker(runs, known, judged, options.Weighting).Rank(at, ratio);
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

    private double[] BestOf(RankedScale scale) => [.. recipes.Select(recipe => judged.BestOf(scale, recipe))];

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
