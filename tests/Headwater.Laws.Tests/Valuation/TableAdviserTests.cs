namespace Headwater.Laws.Tests;

/// <summary>Which rows of a table speak, and what is said where measurements cannot.</summary>
public class TableAdviserTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 7).Select(k => 1e9 * Math.Pow(2, k))];
    private static readonly AnalysisOptions Ahead = new() { At = [256e9], Resamples = 400 };

    [Theory]
    [InlineData("rising", "still")]
    [InlineData("zebra", "ant")]
    [InlineData("b_still", "a_rising")]
    public void Advice_TwoTasks_RestsOnTheirMeanWhateverTheirNames(string rising, string still)
    {
        Advice advice = Advise([.. Task(rising, "A", 0.30, 0.020), .. Task(rising, "B", 0.32, 0.028), .. Task(still, "A", 0.55, 0), .. Task(still, "B", 0.55, 0)]);

        Assert.Equal((AdviceAction.Continue, "B", "mean over 2 tasks"), (advice.Action, advice.Mixture, advice.Task));
    }

    // Measured: a cloze task of four choices at two numbers of shots. Scores near 0.2 are not the level of five choices where the table says 0.25.
    [Fact]
    public void Advice_MeanOverShotsBelowGuessing_KeepsTheLevelOfTheTable()
    {
        (string Mixture, string Shots, double[] Scores)[] measured =
            [("novels", "0", [0.16, 0.16, 0.21]), ("novels", "2", [0.15, 0.15, 0.19]), ("software", "0", [0.17, 0.21, 0.21]), ("software", "2", [0.17, 0.22, 0.19])];

        Advice advice = Advise([.. measured.SelectMany(series => series.Scores.Select((score, k) =>
            Row(series.Mixture, Scales[k], "accuracy", score, Math.Sqrt(score * (1 - score) / 100)) with { Task = "help", Shots = series.Shots, Chance = 0.25, Items = 100 }))]);

        Assert.Equal(AdviceAction.Undecided, advice.Action);
        Assert.DoesNotContain("between 5 choices", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_OneTask_NamesMetricAndTask()
    {
        Advice advice = Advise([.. Task("qa", "A", 0.30, 0.020), .. Task("qa", "B", 0.35, 0.028)]);

        Assert.Equal(("acc", "qa"), (advice.Metric, advice.Task));
        Assert.NotNull(advice.ComputeGain);
        Assert.True(advice.ComputeGain.Value > 1);
    }

    [Theory]
    [InlineData(0.02, null)]
    [InlineData(0.02, "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0")]
    [InlineData(0.002, "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0")]
    public void Advice_BleuAtItsFloor_SaysSoAndAdvisesNothing(double error, string? signature)
    {
        Advice advice = Advise([.. Scales.Select((x, k) => Row("A", x, "bleu", 0.05 + (0.01 * k), error) with { Signature = signature }), .. Scales.Select((x, k) => Row("B", x, "bleu", 0.04 + (0.005 * k), error) with { Signature = signature })]);

        Assert.Equal((AdviceAction.Undecided, null), (advice.Action, advice.Mixture));
        Assert.Contains("BLEU is at its floor", advice.CannotTell!.Because, StringComparison.Ordinal);
        Assert.Contains("--metric", advice.CannotTell.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_BleuAsAFraction_IsNoFloor() =>
        Assert.Null(Advise([.. Scales.Select((x, k) => Row("A", x, "bleu", 0.20 + (0.01 * k), 0.004)), .. Scales.Select((x, k) => Row("B", x, "bleu", 0.18 + (0.005 * k), 0.004))]).CannotTell);

    [Fact]
    public void Advice_FinetuningsNotConverged_AdvisesNothing()
    {
        Observation[] rows = [.. Task("qa", "A", 0.30, 0.020), .. Task("qa", "B", 0.35, 0.028)];

        Advice advice = Advise([.. rows.Select((row, k) => row with { Converged = k != 3 })]);

        Assert.Equal(AdviceAction.Undecided, advice.Action);
        Assert.StartsWith("1 of 14 finetunings had not converged", advice.CannotTell!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_FourPointsWithoutErrors_CannotSeeTheirNoise()
    {
        Advice advice = Advise([.. Scales[..4].Select((x, k) => Row("A", x, "bleu", 12 + k, null)), .. Scales[..4].Select((x, k) => Row("B", x, "bleu", 15 + k, null))]);

        Assert.Equal(AdviceAction.Undecided, advice.Action);
        Assert.Equal("4 checkpoints without standard errors are too few to estimate the noise", advice.CannotTell!.Because);
    }

    [Fact]
    public void Advice_UnknownDirection_DecidesNothing()
    {
        Advice? advice = Analysis.Of(new([.. Scales.Select((x, k) => Row("A", x, "sparkle", 12 + k, 0.1) with { HigherIsBetter = null })]), Ahead).Advice;

        Assert.Null(advice);
    }

    [Fact]
    public void Advice_ManyRecipesAtOneScale_RanksThem()
    {
        Observation[] rows =
        [
            .. from recipe in Enumerable.Range(0, 8)
               from task in Enumerable.Range(0, 6)
               select Row($"recipe{recipe}", 1e10, "acc", 0.3 + (0.03 * recipe) + (0.01 * task), 0.005) with { Task = $"task{task}", Parameters = 1e9 },
        ];

        Analysis analysis = Analysis.Of(new([.. rows]), new() { Resamples = 50 });

        Assert.NotNull(analysis.Ranking);
        Assert.Equal("recipe7", analysis.Ranking.Recipes[0].Recipe);
        Assert.Equal("recipe7", analysis.Advice!.Mixture ?? analysis.Advice.Shortlist[0]);
    }

    [Fact]
    public void Worth_AboveEveryGain_Stops()
    {
        Observation[] rows = [.. Task("qa", "A", 0.30, 0.020), .. Task("qa", "B", 0.40, 0.020)];

        Assert.Equal(AdviceAction.Continue, Analysis.Of(new([.. rows]), Ahead).Advice!.Action);
        Assert.Equal(AdviceAction.Stop, Analysis.Of(new([.. rows]), Ahead with { Worth = 0.2 }).Advice!.Action);
    }

    [Fact]
    public void FurtherRuns_Supersets_NeverTellLess()
    {
        Advice advice = Advise([.. Task("qa", "A", 0.30, 0.020), .. Task("qa", "B", 0.301, 0.020), .. Task("qa", "C", 0.299, 0.020)]);

        for (int rank = 1; rank < advice.FurtherRuns.Length; rank++)
        {
            FurtherRuns above = advice.FurtherRuns[rank - 1];
            FurtherRuns below = advice.FurtherRuns[rank];
            Assert.True(above.ProbabilitySettles >= below.ProbabilitySettles);
            Assert.False(above.Runs.All(below.Runs.Contains) && above.Runs.Length < below.Runs.Length, "a part stands above the whole");
        }
    }

    private static Advice Advise(Observation[] rows) => Analysis.Of(new([.. rows]), Ahead).Advice!;

    // An accuracy that rises by the same amount with every doubling, with a little noise that is the same in every run of the test.
    private static IEnumerable<Observation> Task(string task, string mixture, double from, double gain) =>
        Scales.Select((x, k) => Row(mixture, x, "acc", from + (gain * k) + (0.002 * Math.Sin((5 * k) + mixture[0])), 0.004) with { Task = task });

    private static Observation Row(string mixture, double tokens, string metric, double value, double? error) => new()
    {
        PretrainingData = mixture,
        PretrainingTokens = tokens,
        Metric = metric,
        HigherIsBetter = true,
        Value = value,
        StandardError = error,
    };
}
