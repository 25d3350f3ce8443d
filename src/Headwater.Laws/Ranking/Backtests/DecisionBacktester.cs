using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Runs a backtest of decisions: everything is forecast from the small scales, then scored by the large one.</summary>
internal sealed class DecisionBacktester
{
    private readonly DecisionOptions _options;
    private readonly List<string> _warnings;
    private readonly JudgedScore _judged;
    private readonly Observation[] _known;
    private readonly RunScores[] _runs;
    private readonly RankedScale _at;
    private readonly RankedScale _target;
    private readonly string[] _recipes;

    public DecisionBacktester(ObservationTable small, ObservationTable large, DecisionOptions options)
    {
        _options = options;
        _warnings = [.. small.Warnings.Union(large.Warnings)];
        HashSet<Observation> held = new(large.Rows, RowComparer.InEveryCell);
        Observation[] both = [.. small.Rows.Where(held.Contains)];
        if (both.Length > 0)
        {
            throw new ArgumentException(RankingMessages.Overlap(both.Length, both[0]));
        }

        _known = [.. small.Rows];
        _judged = JudgedScore.Of(_known, options.Metric, options.JudgeBy);
        HashSet<TaskMetric> parts = [.. _judged.Parts];
        Observation[] judgedLarge = [.. large.Rows.Where(row => parts.Contains(TaskMetric.Of(row)))];
        _judged = _judged with { Parts = [.. _judged.Parts.Intersect(judgedLarge.Select(TaskMetric.Of))] };
        if (_judged.Parts.IsEmpty)
        {
            throw new ArgumentException(RankingMessages.NotAtLarge(JudgedScore.Of(_known, options.Metric, options.JudgeBy), large.Rows));
        }

        parts = [.. _judged.Parts];
        Observation[][] sides = [[.. _known.Where(row => parts.Contains(TaskMetric.Of(row)))], judgedLarge];
        RecipeIdentity identity = RecipeIdentity.Choose(sides, options.Recipe);
        List<string> common = identity.Common(sides);
        if (common.Count < RecipeIdentity.Fewest)
        {
            throw new ArgumentException(RankingMessages.TooFew(identity, common.Count, identity.Common([sides[0]]).Count, identity.Common([sides[1]]).Count));
        }

        HashSet<string> shared = [.. common];
        bool[] varies = TrainingScale.VaryingBetween(RunScores.ScalesOf(sides[0], identity, shared), RunScores.ScalesOf(sides[1], identity, shared));
        _runs = [.. RunScores.Of(_known, identity, ScaleOf).Where(run => _judged.Read(run) is not null)];
        RunScores[] largeRuns = [.. RunScores.Of(judgedLarge, identity, ScaleOf).Where(run => _judged.Read(run) is not null)];
        _target = RankedScale.Of(largeRuns, shared);
        _at = RankedScale.Of(_runs, shared);
        _recipes = [.. common.Where(recipe => _at.Recipes.Contains(recipe) && _target.Recipes.Contains(recipe))];
        Remark("small", _at, _runs, common);
        Remark("large", _target, largeRuns, common);
        if (_recipes.Length < RecipeIdentity.Fewest)
        {
            throw new ArgumentException(RankingMessages.TooFew(identity, _recipes.Length, _at.Recipes.Count, _target.Recipes.Count));
        }

        TrainingScale ScaleOf(Observation row) => TrainingScale.Of(row).Keeping(varies);
    }

    public DecisionBacktest Run()
    {
        double? ratio = _at.Scale is { } from && _target.Scale is { } to ? from.RatioTo(to) : null;
        RecipeRanking ranking = new TableRanker(_runs, _known, _judged, _options.Weighting).Rank(_at, ratio);
        double[] forecasts = [.. _recipes.Select(recipe => ranking.Recipes.First(ranked => ranked.Recipe == recipe).Score)];
        double[] rival = BestOf(_at);
        (string Law, double[] Forecasts)[] laws = [.. new LawRivals(_runs, _judged, _at, _target, _recipes).Forecast(_options.Laws, _warnings)];

        // Everything is forecast; only now are the values of the large scale looked at.
        DecisionScorer scorer = new(_recipes, BestOf(_target), _options.Level, _options.Resamples, _options.Seed);
        return new()
        {
            Recipes = [.. _recipes],
            Pairs = scorer.Pairs,
            JudgedBy = _judged.Label,
            Metric = _judged.Metric,
            SmallScale = _at.Scale?.ToString() ?? "each recipe's largest small scale",
            LargeScale = _target.Scale?.ToString() ?? "each recipe's largest scale",
            Methods =
            [
                scorer.Score(DecisionMethod.Headwater, forecasts),
                scorer.Score(DecisionMethod.LargestSmallScale, rival),
                .. laws.Select(law => scorer.Score(law.Law, law.Forecasts)),
            ],
            Gain = scorer.Gain(forecasts, rival),
            Calibration = RankingCalibration.Of(PairsSaid(ranking, forecasts, scorer)),
            Ranking = ranking,
            Warnings = [.. _warnings],
        };
    }

    private IEnumerable<(double Said, double Right)> PairsSaid(RecipeRanking ranking, double[] forecasts, DecisionScorer scorer)
    {
        RankedRecipe[] ranked = [.. _recipes.Select(recipe => ranking.Recipes.First(one => one.Recipe == recipe))];
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

    private double[] BestOf(RankedScale scale) => [.. _recipes.Select(recipe => _judged.BestOf(scale, recipe))];

    private void Remark(string side, RankedScale scale, RunScores[] all, List<string> common)
    {
        int compared = common.Count(scale.Recipes.Contains);
        if (scale.Scale is null)
        {
            _warnings.Add(RankingMessages.OwnScales(side));
        }
        else if (compared < common.Count && all.Select(run => run.Scale).Distinct().Count() > 1)
        {
            _warnings.Add(RankingMessages.AtScale(side, scale.Scale.Value, compared, common.Count));
        }
    }
}
