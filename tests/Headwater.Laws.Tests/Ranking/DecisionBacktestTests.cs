using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests.Ranking;

public sealed class DecisionBacktestTests
{
    [Fact]
    public void Of_NoisyJudgeAndTasksThatShareTheQuality_BeatsTheJudgedScoreAlone()
    {
        double[] gains = [.. Enumerable.Range(1, 20).Select(seed => MadeUpRecipes.Backtest(MadeUpRecipes.Table(14, 12, judgeNoise: 1, taskNoise: 1.5, (ulong)seed)).Gain.Value)];

        Assert.True(gains.Average() > 0.02, $"mean gain {gains.Average()}");
    }

    [Fact]
    public void Of_TasksThatKnowNothing_LosesAlmostNothing()
    {
        double[] gains = [.. Enumerable.Range(1, 20).Select(seed => MadeUpRecipes.Backtest(MadeUpRecipes.Table(14, 12, judgeNoise: 0.3, taskNoise: 100, (ulong)seed)).Gain.Value)];

        Assert.True(gains.Average() > -0.05, $"mean gain {gains.Average()}");
    }

    [Fact]
    public void Of_LargeValuesReplaced_ForecastsTheSameBytes()
    {
        ObservationTable table = MadeUpRecipes.Table(12, 8, 1, 1.5, seed: 3, runs: 2);
        RandomStream random = new(99);
        ObservationTable changed = new([.. table.Rows.Select(row => row.Parameters == MadeUpRecipes.LargeSize ? row with { Value = random.NextDouble() } : row)]);

        DecisionBacktest first = MadeUpRecipes.Backtest(table);
        DecisionBacktest second = MadeUpRecipes.Backtest(changed);

        Assert.Equal(ForecastBytes(first), ForecastBytes(second));
        Assert.NotEqual(first.Methods[0].DecisionAccuracy, second.Methods[0].DecisionAccuracy);
    }

    [Fact]
    public void Of_RowsInAnotherOrder_GivesTheSameBytes()
    {
        ObservationTable table = MadeUpRecipes.Table(10, 6, 1, 1.5, seed: 4, runs: 3);
        ObservationTable reversed = new([.. table.Rows.Reverse()]);

        Assert.Equal(Bytes(MadeUpRecipes.Backtest(table)), Bytes(MadeUpRecipes.Backtest(reversed)));
    }

    [Fact]
    public void Of_PerfectAndReversedOrders_ScoreOneAndZero()
    {
        Observation[] small = [.. Enumerable.Range(0, 5).Select(recipe => MadeUpRecipes.Row(recipe, 0, 4e8, "core", 0.1 * recipe))];
        Observation[] same = [.. Enumerable.Range(0, 5).Select(recipe => MadeUpRecipes.Row(recipe, 0, 7e9, "core", 0.2 + (0.1 * recipe)))];
        Observation[] reversed = [.. Enumerable.Range(0, 5).Select(recipe => MadeUpRecipes.Row(recipe, 0, 7e9, "core", 0.8 - (0.1 * recipe)))];

        DecisionMethod right = DecisionBacktest.Of(new([.. small]), new([.. same]), new()).Methods[0];
        DecisionMethod wrong = DecisionBacktest.Of(new([.. small]), new([.. reversed]), new()).Methods[0];

        Assert.Equal((1, 0, 1), (right.DecisionAccuracy, right.Regret, Math.Round(right.RankCorrelation, 12)));
        Assert.Equal((0, 0.4, -1), (wrong.DecisionAccuracy, Math.Round(wrong.Regret, 12), Math.Round(wrong.RankCorrelation, 12)));
        Assert.Equal((1, 1), (right.Low, right.High));
    }

    [Fact]
    public void Of_Losses_RanksTheLowestFirst()
    {
        Observation[] rows = [.. Enumerable.Range(0, 4).SelectMany(recipe => new[]
        {
            MadeUpRecipes.Row(recipe, 0, 4e8, "text", 3 - (0.1 * recipe)) with { Metric = "loss" },
            MadeUpRecipes.Row(recipe, 0, 7e9, "text", 2 - (0.1 * recipe)) with { Metric = "loss" },
        })];

        DecisionBacktest backtest = MadeUpRecipes.Backtest(new([.. rows]), new());

        Assert.Equal("mix-03", backtest.Ranking.Recipes[0].Recipe);
        Assert.Equal(1, backtest.Methods[0].DecisionAccuracy);
    }

    [Fact]
    public void Of_ModelsFinetunedOnMoreAndMore_AreRankedWhateverTheirSize()
    {
        Observation[] rows = [.. from recipe in Enumerable.Range(0, 6)
                                 from examples in new[] { 100.0, 400, 1600, 6400, 100_000 }
                                 select new Observation
                                 {
                                     Series = $"model-{recipe}@news",
                                     Parameters = (recipe + 1) * 1e8,
                                     FinetuningExamples = examples,
                                     Task = "news",
                                     Metric = "loss",
                                     Value = 1 + (0.1 * recipe) + (5 / Math.Pow(examples, 0.3)),
                                 }];

        DecisionBacktest backtest = DecisionBacktest.Of(
            new([.. rows.Where(row => row.FinetuningExamples < 10_000)]), new([.. rows.Where(row => row.FinetuningExamples > 10_000)]), new() { Laws = ["power"] });

        Assert.Equal(["model-0", "model-1", "model-2", "model-3", "model-4", "model-5"], backtest.Recipes);
        Assert.Equal("6.4K finetuning examples", backtest.SmallScale);
        Assert.Equal(["headwater", "largest-small-scale", "power"], backtest.Methods.Select(method => method.Name));
        Assert.All(backtest.Methods, method => Assert.Equal(1, method.DecisionAccuracy));
    }

    [Fact]
    public void Of_SmallScaleWithMostRecipes_IsRankedAt()
    {
        ObservationTable table = MadeUpRecipes.Table(6, 0, 0, 0, seed: 1);
        Observation[] between = [.. Enumerable.Range(0, 3).Select(recipe => MadeUpRecipes.Row(recipe, 0, 1e9, "core", 0.3))];

        DecisionBacktest backtest = DecisionBacktest.Of(new([.. MadeUpRecipes.Small(table).Rows, .. between]), MadeUpRecipes.Large(table), new());

        Assert.Equal(6, backtest.Recipes.Length);
        Assert.StartsWith("400M parameters", backtest.SmallScale, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoSmallScales_TakesTheCarryOverFromThem()
    {
        ObservationTable table = MadeUpRecipes.Table(12, 4, 0.2, 1, seed: 5);
        Observation[] smaller = [.. MadeUpRecipes.Small(table).Rows.Select(row => row with { Parameters = 1e8, PretrainingTokens = 2e9 })];

        DecisionBacktest one = MadeUpRecipes.Backtest(table);
        DecisionBacktest two = DecisionBacktest.Of(new([.. MadeUpRecipes.Small(table).Rows, .. smaller]), MadeUpRecipes.Large(table), new() { JudgeBy = "core" });

        Assert.Equal(0, one.Ranking.CarryOver.RecipesMeasured);
        Assert.Equal(12, two.Ranking.CarryOver.RecipesMeasured);
        Assert.True(two.Ranking.CarryOver.Correlation > one.Ranking.CarryOver.Correlation);
    }

    [Theory]
    [InlineData("cor", null, "No row has the task cor; found core, task 0, task 1.\nhint: did you mean core?")]
    [InlineData("core", "bleu", "No row has the metric bleu; found accuracy.")]
    [InlineData("task 0", null, "No row of the large scale measures task 0 (accuracy); found core (accuracy).")]
    public void Of_TaskOrMetricThatIsNotThere_SaysWhatIs(string task, string? metric, string message)
    {
        ObservationTable table = MadeUpRecipes.Table(5, 2, 1, 1, seed: 1);

        ArgumentException problem = Assert.Throws<ArgumentException>(() => MadeUpRecipes.Backtest(table, new() { JudgeBy = task, Metric = metric }));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TaskWithAnotherMetric_SaysWhichItHas()
    {
        ObservationTable table = MadeUpRecipes.Table(5, 2, 1, 1, seed: 1);
        ObservationTable mixed = new([.. table.Rows.Select(row => row.Task == "core" ? row with { Metric = "score" } : row)]);

        Assert.Equal(
            "The task core is not measured by accuracy; found score.\nhint: use --metric score, or leave out --metric.",
            Assert.Throws<ArgumentException>(() => MadeUpRecipes.Backtest(mixed, new() { JudgeBy = "core", Metric = "accuracy" })).Message);
        Assert.Equal(2, MadeUpRecipes.Backtest(mixed, new() { JudgeBy = "core", Metric = "score" }).Ranking.Tasks.Length);
    }

    [Fact]
    public void Of_TwoRecipes_SaysHowManyThereAre()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => MadeUpRecipes.Backtest(MadeUpRecipes.Table(2, 1, 1, 1, seed: 1)));

        Assert.StartsWith("Only 2 recipes (pretraining_data) are measured both at the small scales (2 recipes) and at the large one (2); expected at least 3.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_MetricWithoutDirection_SaysHowToGiveIt()
    {
        ObservationTable table = MadeUpRecipes.Table(4, 0, 1, 1, seed: 1);
        ObservationTable unknown = new([.. table.Rows.Select(row => row with { Metric = "sparkle" })]);

        Assert.StartsWith("It is not known whether more of the metric sparkle is better", Assert.Throws<ArgumentException>(() => MadeUpRecipes.Backtest(unknown)).Message, StringComparison.Ordinal);
        Assert.Equal(4, MadeUpRecipes.Backtest(new([.. unknown.Rows.Select(row => row with { HigherIsBetter = true })])).Recipes.Length);
    }

    [Fact]
    public void Of_SeveralMetricsWithoutAChoice_AsksForOne()
    {
        ObservationTable table = MadeUpRecipes.Table(4, 0, 1, 1, seed: 1);
        ObservationTable both = new([.. table.Rows, .. table.Rows.Select(row => row with { Metric = "loss" })]);

        Assert.StartsWith("The task core has 2 metrics (accuracy, loss); expected one to judge by.", Assert.Throws<ArgumentException>(() => MadeUpRecipes.Backtest(both)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RowOnBothSides_IsRefused()
    {
        ObservationTable table = MadeUpRecipes.Table(4, 0, 1, 1, seed: 1);

        ArgumentException problem = Assert.Throws<ArgumentException>(() => DecisionBacktest.Of(table, MadeUpRecipes.Large(table), new()));

        Assert.StartsWith("4 rows are in both the small and the large scale, one of them at 7B parameters, 140B pretraining tokens", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.4e9, 1.5e9, 2.8e10, 2.9e10, 6e9, 1.4e11, 0.80, 105)]
    [InlineData(0, 5e8, 0, 1e12, 6e9, 1.4e11, 0.81, 55)]
    public void Of_PublishedCorporaAtTwoScales_OrdersMorePairsThanTheScoreAlone(double least, double most, double leastTokens, double mostTokens, double large, double largeTokens, double accuracy, int pairs)
    {
        ObservationTable table = PublishedTable.Read("dclm.csv");
        ObservationTable known = new([.. table.Rows.Where(row => row.Parameters > least && row.Parameters < most && row.PretrainingTokens > leastTokens && row.PretrainingTokens < mostTokens)]);
        ObservationTable held = new([.. table.Rows.Where(row => row.Parameters > large && row.PretrainingTokens < largeTokens)]);

        DecisionBacktest backtest = DecisionBacktest.Of(known, held, new() { JudgeBy = "low_variance_datasets_centered" });

        Assert.Equal(pairs, backtest.Pairs);
        Assert.True(backtest.Methods[0].DecisionAccuracy > accuracy);
        Assert.True(backtest.Gain.Value > 0);
    }

    // All that is forecast: without the scores, which alone may know the large scale's values.
    private static string ForecastBytes(DecisionBacktest backtest)
    {
        using JsonDocument document = JsonDocument.Parse(Bytes(backtest));
        JsonElement decide = document.RootElement.GetProperty("decide");
        return string.Join('\n', new[] { "ranking", "tasks", "carry_over", "noise", "kept_share", "noise_from" }.Select(name => decide.GetProperty(name).GetRawText())
            .Concat(backtest.Methods.Select(method => string.Join(' ', method.Forecasts.Select(forecast => $"{forecast.Key} {forecast.Value:R}"))))
            .Concat(backtest.Ranking.ProbabilityBest(1).Select(probability => $"{probability:R}"))
            .Concat(backtest.Calibration.Select(bin => $"{bin.Said:R} {bin.Pairs}")));
    }

    private static string Bytes(DecisionBacktest backtest)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            LawsJson.WriteDecisions(writer, backtest);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
