namespace Headwater.Laws.Tests.Ranking;

public sealed class RecipeRankingsTests
{
    [Fact]
    public void Of_OneScale_RanksAllRecipesThere()
    {
        RecipeRanking ranking = RecipeRankings.Of(MadeUpRecipes.Small(MadeUpRecipes.Table(9, 4, 0.5, 1, seed: 2)), new() { JudgeBy = "core" })!;

        Assert.Equal(9, ranking.Recipes.Length);
        Assert.Equal("400M parameters, 8B pretraining tokens", ranking.Scale);
        Assert.Equal(("core", "accuracy"), (ranking.JudgedBy, ranking.Metric));
    }

    [Fact]
    public void Of_SameAsTheBacktest_WhereTheLargeScaleIsTheTarget()
    {
        ObservationTable table = MadeUpRecipes.Table(9, 4, 0.5, 1, seed: 2);

        RecipeRanking ranking = RecipeRankings.Of(
            MadeUpRecipes.Small(table), new() { JudgeBy = "core", TargetParameters = MadeUpRecipes.LargeSize, TargetPretrainingTokens = 20 * MadeUpRecipes.LargeSize })!;
        RecipeRanking backtested = MadeUpRecipes.Backtest(table).Ranking;

        Assert.Equal(backtested.Recipes, ranking.Recipes);
        Assert.Equal(backtested.CarryOver.Correlation, ranking.CarryOver.Correlation);
    }

    [Fact]
    public void Of_FartherTarget_IsLessCertain()
    {
        ObservationTable table = MadeUpRecipes.Small(MadeUpRecipes.Table(9, 4, 0.5, 1, seed: 2));

        double near = RecipeRankings.Of(table, new() { JudgeBy = "core", TargetPretrainingTokens = 5e10 })!.ProbabilityBest(1)[0];
        double far = RecipeRankings.Of(table, new() { JudgeBy = "core", TargetPretrainingTokens = 5e13 })!.ProbabilityBest(1)[0];

        Assert.True(near > far);
    }

    [Fact]
    public void Of_OneRecipe_IsNothing() => Assert.Null(RecipeRankings.Of(MadeUpRecipes.Small(MadeUpRecipes.Table(1, 2, 0.5, 1, seed: 2)), new() { JudgeBy = "core" }));

    [Fact]
    public void Of_LastCheckpointsOfAllRecipes_AreAveraged()
    {
        Observation[] rows = [.. from recipe in Enumerable.Range(0, 5)
                                 from share in new[] { 0.5, 0.92, 0.96, 1 }
                                 select MadeUpRecipes.Row(recipe, 0, 4e8, "core", (0.1 * recipe) + (share == 1 ? 0.03 : 0)) with { PretrainingTokens = share * 1e10 }];

        RecipeRanking ranking = RecipeRankings.Of(new([.. rows]), new())!;

        Assert.Equal(0.41, ranking.Recipes[0].Measured, 9);
        Assert.Equal(NoiseSource.StandardErrors, ranking.NoiseSource);
    }
}
