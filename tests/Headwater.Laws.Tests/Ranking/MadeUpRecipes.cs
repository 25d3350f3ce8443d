namespace Headwater.Laws.Tests.Ranking;

/// <summary>Recipes with a known quality each, scored on several tasks at two scales with noise: what a ranking should find is known.</summary>
internal static class MadeUpRecipes
{
    public const double SmallSize = 4e8;
    public const double LargeSize = 7e9;

    /// <summary>Rows at both scales: the task "core", whose noise is <paramref name="judgeNoise"/>, and other tasks that share the quality.</summary>
    public static ObservationTable Table(int recipes, int tasks, double judgeNoise, double taskNoise, ulong seed, int runs = 1)
    {
        RandomStream random = new(seed);
        List<Observation> rows = [];
        for (int recipe = 0; recipe < recipes; recipe++)
        {
            double quality = random.NextNormal();
            for (int run = 0; run < runs; run++)
            {
                rows.Add(Row(recipe, run, SmallSize, "core", 0.3 + (0.03 * (quality + (judgeNoise * random.NextNormal())))));
                for (int task = 0; task < tasks; task++)
                {
                    rows.Add(Row(recipe, run, SmallSize, $"task {task}", 0.4 + (0.02 * (quality + (taskNoise * random.NextNormal())))));
                }
            }

            rows.Add(Row(recipe, 0, LargeSize, "core", 0.5 + (0.05 * quality)));
        }

        return new([.. rows]);
    }

    public static ObservationTable Small(ObservationTable table) => new([.. table.Rows.Where(row => row.Parameters == SmallSize)]);

    public static ObservationTable Large(ObservationTable table) => new([.. table.Rows.Where(row => row.Parameters == LargeSize)]);

    public static DecisionBacktest Backtest(ObservationTable table, DecisionOptions? options = null) =>
        DecisionBacktest.Of(Small(table), Large(table), options ?? new() { JudgeBy = "core" });

    public static Observation Row(int recipe, int run, double parameters, string task, double value) => new()
    {
        PretrainingData = $"mix-{recipe:00}",
        Parameters = parameters,
        PretrainingTokens = 20 * parameters,
        Run = $"run {run}",
        Task = task,
        Metric = "accuracy",
        Value = value,
    };
}
