namespace Headwater.Laws.Tests;

/// <summary>Tables whose numbers cannot decide, although they look as if they could: guesses, ties, metrics that disagree.</summary>
public class UndecidableTablesTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 7).Select(k => 1e9 * Math.Pow(2, k))];
    private static readonly double[] Guesses = [0.004, -0.003, 0.002, -0.005, 0.001, 0.003, -0.002];
    private static readonly AnalysisOptions Options = new() { Resamples = 200 };

    // The level is known from the benchmark's name, in either unit, and with or without errors.
    [Theory]
    [InlineData("mmlu_stem", 0.25, 1, null, "25% on mmlu_stem")]
    [InlineData("ARC-Challenge", 0.25, 1, 0.012, "25% on ARC-Challenge")]
    [InlineData("winogrande", 0.5, 100, null, "50% on winogrande")]
    [InlineData("commonsense_qa", 0.2, 100, 1.1, "20% on commonsense_qa")]
    public void Advice_BenchmarkAtTheLevelOfGuessing_IsUndecided(string task, double level, double unit, double? error, string expected)
    {
        Advice advice = Advise([.. Curve("A", k => unit * (level + Guesses[k]), error, task), .. Curve("B", k => unit * (level - Guesses[k]), error, task)]);

        Assert.Equal((AdviceAction.Undecided, null), (advice.Action, advice.Mixture));
        Assert.Contains($"distinguishable from guessing ({expected})", advice.CannotTell!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_UnknownTaskNearOneOfThree_NamesTheLevelAndHowToDenyIt()
    {
        Advice advice = Advise([.. Curve("A", k => (1 / 3.0) + Guesses[k], null, "which-drawer"), .. Curve("B", k => (1 / 3.0) - Guesses[k], null, "which-drawer")]);

        Assert.Equal("every acc lies near 33%, the level of guessing between 3 choices", advice.CannotTell!.Because);
        Assert.Contains("--set chance=0", advice.CannotTell.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mmlu", 0.55, 0)]           // flat, but far above guessing
    [InlineData("mmlu", 0.26, 0.012)]       // begins at guessing and rises
    [InlineData("which-drawer", 0.43, 0)]   // near no level of guessing
    public void Advice_AboveGuessing_IsNotHeldBack(string task, double from, double gain) =>
        Assert.Null(Advise([.. Curve("A", k => from + (gain * k) + (0.2 * Guesses[k]), 0.004, task), .. Curve("B", k => from + (0.8 * gain * k) - (0.2 * Guesses[k]), 0.004, task)]).CannotTell);

    [Fact]
    public void Advice_ExactMatchNearAQuarter_IsNoGuess() =>
        Assert.Null(Advise([.. Curve("A", k => 0.25 + Guesses[k], 0.01, "squad", "exact_match"), .. Curve("B", k => 0.25 - Guesses[k], 0.01, "squad", "exact_match")]).CannotTell);

    [Fact]
    public void Advice_EqualCurves_Tie()
    {
        Advice advice = Advise([.. Curve("web", k => 0.3 + (0.03 * k), 0.01, "qa"), .. Curve("books", k => 0.3 + (0.03 * k), 0.01, "qa")]);

        Assert.Equal((AdviceAction.Undecided, null), (advice.Action, advice.Mixture));
        Assert.Equal("books and web tie: they have the same acc at every scale measured", advice.CannotTell!.Because);
    }

    [Fact]
    public void Advice_EqualRecipesAtOneScale_TieInTheOrderOfTheirNames()
    {
        Analysis analysis = Analysis.Of(new([.. new[] { "c", "a", "b" }.Select(recipe => Row(recipe, 1e10, "acc", 0.4, null) with { Parameters = 1e9 })]), Options);

        Assert.Equal("all 3 recipes have the same acc, 0.4, at 1B parameters, 10B pretraining tokens", analysis.Advice!.CannotTell!.Because);
        Assert.Equal(["a", "b", "c"], analysis.Advice.Shortlist);
        Assert.All(analysis.Ranking!.ProbabilityBest(seed: 1), share => Assert.Equal(1 / 3.0, share));
    }

    [Fact]
    public void Advice_RecipesOfABenchmarkAtTheLevelOfGuessing_AreNotRanked()
    {
        Advice advice = Advise([.. new[] { 0.25, 0.26, 0.24, 0.255 }.Select((value, number) => Row($"recipe{number}", 1e10, "acc", value, null) with { Task = "mmlu" })]);

        Assert.Equal("no acc is distinguishable from guessing (25% on mmlu)", advice.CannotTell!.Because);
    }

    [Fact]
    public void Advice_SizesWithoutTokens_RanksAtTheLargestSize()
    {
        double[] sizes = [1e8, 4e8, 1e9];
        Observation[] rows = [.. from recipe in Enumerable.Range(0, 4) from size in sizes select Row($"recipe{recipe}", null, "loss", 4 - (0.2 * recipe) - (0.3 * Math.Log10(size / 1e8)), 0.01) with { Parameters = size, HigherIsBetter = false }];

        Analysis analysis = Analysis.Of(new([.. rows]), Options);

        Assert.Equal((AdviceAction.ChooseOtherMixture, "recipe3"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.StartsWith("The table has no pretraining tokens, so recipes are ranked by their scores at 1B parameters.", analysis.Advice.Reason, StringComparison.Ordinal);
        Assert.Equal((12, 12, 4), (analysis.Reading!.Rows, analysis.Reading.Used, analysis.Reading.Series));
        Assert.Empty(analysis.Warnings);
    }

    [Fact]
    public void Advice_AnotherMetricPutsAnotherFirst_SaysSo()
    {
        Observation[] rows =
        [
            .. Curve("web", k => 0.4 + (0.03 * k), 0.004, "qa"), .. Curve("code", k => 0.38 + (0.02 * k), 0.004, "qa"),
            .. Curve("web", k => 3.2 - (0.1 * k), 0.004, "qa", "loss"), .. Curve("code", k => 3.0 - (0.1 * k), 0.004, "qa", "loss"),
        ];

        Assert.EndsWith("By loss, code leads at 64B: 2.4 against 2.6 for web.", Advise(rows).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("By loss", Advise([.. rows.Select(row => row.Metric == "loss" && row.PretrainingData == "web" ? row with { Value = row.Value - 0.4 } : row)]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_OtherSizesAgree_SaysForWhichSizeItIs()
    {
        Observation[] rows = [.. new[] { 1e8, 4e8 }.SelectMany(size => Curve("web", k => 0.4 + (0.03 * k), 0.004, "qa").Concat(Curve("code", k => 0.38 + (0.02 * k), 0.004, "qa")).Select(row => row with { Parameters = size }))];

        Assert.EndsWith("This advice is for 400M parameters; it is the same for 100M parameters.", Advise(rows).Reason, StringComparison.Ordinal);
    }

    // Parameter counts that differ by embeddings, and a model name for each mixture, keep no two mixtures apart.
    [Theory]
    [InlineData(1.01e9, 1.00e9, null, null)]
    [InlineData(4.12e8, 4.10e8, null, null)]
    [InlineData(1e9, 1e9, "a-model", "z-model")]
    [InlineData(1e9, 1e9, "z-model", "a-model")]
    public void Advice_NearSizesAndModelNames_AreCompared(double worse, double better, string? nameOfWorse, string? nameOfBetter)
    {
        Advice advice = Advise(
        [
            .. Curve("worse", k => 0.30 + (0.03 * k), 0.004, "qa").Select(row => row with { Parameters = worse, Model = nameOfWorse }),
            .. Curve("better", k => 0.35 + (0.03 * k), 0.004, "qa").Select(row => row with { Parameters = better, Model = nameOfBetter }),
        ]);

        Assert.Equal((AdviceAction.Continue, "better"), (advice.Action, advice.Mixture));
    }

    [Fact]
    public void Advice_MixtureAloneAtTheLargestSize_DoesNotSpeak()
    {
        Observation[] small = [.. Curve("a", k => 0.40 + (0.03 * k), 0.004, "qa"), .. Curve("b", k => 0.35 + (0.03 * k), 0.004, "qa")];

        Advice advice = Advise([.. small.Select(row => row with { Parameters = 1e9 }), .. Curve("b", k => 0.45 + (0.03 * k), 0.004, "qa").Select(row => row with { Parameters = 7e9 })]);

        Assert.Equal((AdviceAction.Continue, "a"), (advice.Action, advice.Mixture));
    }

    [Fact]
    public void Advice_NoTwoMixturesAtOneSize_IsUndecided()
    {
        Advice advice = Advise(
        [
            .. Curve("a", k => 0.40 + (0.03 * k), 0.004, "qa").Select(row => row with { Parameters = 1e9 }),
            .. Curve("b", k => 0.45 + (0.03 * k), 0.004, "qa").Select(row => row with { Parameters = 7e9 }),
        ]);

        Assert.Equal((AdviceAction.Undecided, null), (advice.Action, advice.Mixture));
        Assert.Equal("no two of the 2 mixtures were measured with the same task, model size and finetuning", advice.CannotTell!.Because);
    }

    [Fact]
    public void Advice_LargestFinetuningSizeHasOnePoint_NamesTheSizeThatSpeaks()
    {
        Observation[] rows = [.. Curve("web", k => 0.4 + (0.03 * k), 0.004, "qa").Select(row => row with { FinetuningExamples = 2000 }), Row("web", Scales[^1], "acc", 0.7, 0.004) with { Task = "qa", FinetuningExamples = 8000 }];

        Assert.Contains("This advice is for 2K finetuning examples. It differs for 8K finetuning examples", Advise(rows).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LogLikelihoods_AreForecastAsLosses()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "history.csv");
        File.WriteAllText(path, "pretraining_data,pretraining_tokens,logprob\n" + string.Concat(Scales.Select(x => FormattableString.Invariant($"web,{x},{-1.5 - (40 / Math.Pow(x, 0.2))}\n"))));
        ObservationTable table = ObservationTable.Read(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Analysis analysis = Analysis.Of(table, Options with { Metric = "logprob", At = [256e9] });

        SeriesResult series = Assert.Single(analysis.Series);
        Assert.Equal(("negative_logprob", false), (series.Metric, series.HigherIsBetter));
        Assert.Equal(1.5 + (40 / Math.Pow(256e9, 0.2)), Assert.Single(series.Forecasts).Value, 0.02);
        Assert.Contains("logprob is read as its negative, negative_logprob, of which less is better", table.Assumed);
    }

    private static Advice Advise(Observation[] rows) => Analysis.Of(new([.. rows]), Options).Advice!;

    private static IEnumerable<Observation> Curve(string mixture, Func<int, double> value, double? error, string task, string metric = "acc") =>
        Scales.Select((x, k) => Row(mixture, x, metric, value(k), error) with { Task = task });

    private static Observation Row(string mixture, double? tokens, string metric, double value, double? error) => new()
    {
        PretrainingData = mixture,
        PretrainingTokens = tokens,
        Metric = metric,
        Value = value,
        StandardError = error,
    };
}
