using System.Collections.Immutable;

namespace Headwater.Laws.Tests.Ranking;

public sealed class RecipeRankerTests
{
    private static readonly CarryOver Usual = CarryOver.OfPublicTables(null);

    [Fact]
    public void Rank_NoEvidence_KeepsTheMeasuredOrder()
    {
        RecipeRanking ranking = RecipeRanker.Rank(Evidence([], Run("a", 0.2), Run("b", 0.5), Run("c", 0.3)), Usual, TaskWeighting.Signal);

        Assert.Equal(["b", "c", "a"], ranking.Recipes.Select(recipe => recipe.Recipe));
    }

    [Fact]
    public void Rank_RecipeWithALuckyRun_IsShrunkTowardsItsOtherTasks()
    {
        EvidenceRun[] runs = [.. Enumerable.Range(0, 8).Select(number => Run($"mix {number}", 0.10 * number, 0.02 * number, 0.03 * number, 0.05 * number)), Run("lucky", 0.72, 0.08, 0.12, 0.20)];

        RecipeRanking ranking = RecipeRanker.Rank(Evidence(["x", "y", "z"], runs), Usual, TaskWeighting.Signal);

        Assert.Equal("mix 7", ranking.Recipes[0].Recipe);
        Assert.True(ranking.Recipes.First(recipe => recipe.Recipe == "lucky").Score < 0.72);
    }

    [Fact]
    public void Rank_PreciseScores_AreKept()
    {
        EvidenceRun[] runs = [.. Enumerable.Range(0, 8).Select(number => Run($"mix {number}", 0.1 * number, 0.02 * number, 0.03 * number) with { JudgedError = 0.0001 }), Run("other", 0.72, 0.05, 0.05) with { JudgedError = 0.0001 }];

        RecipeRanking ranking = RecipeRanker.Rank(Evidence(["x", "y"], runs), Usual, TaskWeighting.Signal);

        Assert.Equal("other", ranking.Recipes[0].Recipe);
        Assert.Equal(NoiseSource.StandardErrors, ranking.NoiseSource);
        Assert.True(ranking.KeptShare > 0.99);
    }

    [Fact]
    public void Rank_SeveralRunsOfRecipes_TellTheNoise()
    {
        RandomStream random = new(5);
        List<EvidenceRun> runs = [];
        for (int recipe = 0; recipe < 30; recipe++)
        {
            double quality = random.NextNormal();
            runs.AddRange(Enumerable.Range(0, 3).Select(_ => Run($"mix {recipe:00}", quality + (0.5 * random.NextNormal()))));
        }

        RecipeRanking ranking = RecipeRanker.Rank(Evidence([], [.. runs]), Usual, TaskWeighting.Signal);

        Assert.Equal(NoiseSource.SeveralRuns, ranking.NoiseSource);
        Assert.InRange(ranking.Noise, 0.4, 0.6);
    }

    [Fact]
    public void Rank_OneRecipeMeasuredWithMoreNoise_IsShrunkMore()
    {
        EvidenceRun[] runs = [.. Enumerable.Range(0, 6).Select(number => Run($"mix {number}", number) with { JudgedError = 0.5 })];
        runs[5] = runs[5] with { JudgedError = 3 };

        RecipeRanking ranking = RecipeRanker.Rank(Evidence([], runs), Usual, TaskWeighting.Signal);

        Assert.Equal("mix 4", ranking.Recipes[0].Recipe);
    }

    [Fact]
    public void Rank_WeightingNone_GivesTasksNoWeight()
    {
        EvidenceRun[] runs = [.. Enumerable.Range(0, 6).Select(number => Run($"mix {number}", number, number, -number))];

        Assert.All(RecipeRanker.Rank(Evidence(["x", "y"], runs), Usual, TaskWeighting.None).Tasks, task => Assert.Equal(0, task.Weight));
    }

    [Fact]
    public void ProbabilityBest_Sums_ToOneAndFollowsTheRanking()
    {
        RecipeRanking ranking = RecipeRanker.Rank(Evidence([], Run("a", 0.2), Run("b", 0.5), Run("c", 0.3)), Usual, TaskWeighting.Signal);

        ImmutableArray<double> best = ranking.ProbabilityBest(seed: 1);

        Assert.Equal(1, best.Sum(), 12);
        Assert.True(best[0] > best[1] && best[1] > best[2]);
        Assert.Equal(0, ranking.ProbabilityBest(1, new HashSet<string> { "b", "c" })[2]);
    }

    [Fact]
    public void ProbabilityOfOrder_Pair_AddsUpToOneAndIsEvenForEquals()
    {
        RecipeRanking ranking = RecipeRanker.Rank(Evidence([], Run("a", 0.2), Run("b", 0.5), Run("c", 0.2)) with { AssumedNoise = 0.02 }, Usual, TaskWeighting.Signal);
        (RankedRecipe first, RankedRecipe second, RankedRecipe third) = (ranking.Recipes[0], ranking.Recipes[1], ranking.Recipes[2]);

        Assert.Equal(1, ranking.ProbabilityOfOrder(first, second) + ranking.ProbabilityOfOrder(second, first), 12);
        Assert.Equal(0.5, ranking.ProbabilityOfOrder(second, third), 12);
        Assert.True(ranking.ProbabilityOfOrder(first, second) > 0.8);
    }

    private static EvidenceRun Run(string recipe, double judged, params double[] evidence) => new(recipe, judged, null, [.. evidence]);

    private static ScaleEvidence Evidence(string[] tasks, params EvidenceRun[] runs) => new([.. tasks.Select(task => new EvidenceTask(task, null, null))], [.. runs]) { AssumedNoise = 10 };
}
