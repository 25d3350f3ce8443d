using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

/// <summary>Tables in which one thing is unusual: a bend early on, one mistaken value, tasks that disagree, a mean among the tasks.</summary>
public class SurprisingTablesTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 7).Select(k => 10e6 * Math.Pow(2, k))];
    private static readonly double[] Steep = [6, 18, 25, 27, 27.6, 28.2, 28.8];
    private static readonly AnalysisOptions Options = new() { Resamples = 200 };

    // The bend at the start says nothing about the noise at the end, where a doubling gains three standard errors.
    [Theory]
    [InlineData(0.2)]
    [InlineData(null)]
    public void Advice_SteepAtFirst_DoesNotStopWhileDoublingsGain(double? error)
    {
        Advice advice = Advise([.. Curve("A", Steep, error), .. Curve("B", [.. Steep.Select(value => value - 2)], error)]);

        Assert.NotEqual(AdviceAction.Stop, advice.Action);
        Assert.Equal("A", advice.Mixture);
    }

    [Theory]
    [InlineData("bleu", 3, 1.9)]
    [InlineData("bleu", 2, 160)]
    [InlineData("loss", 2, 0.28)]
    public void Advice_OneMistakenValue_IsNamedBeforeAnythingIsDecided(string metric, int index, double wrong)
    {
        double[] values = metric == "loss" ? [3.4, 3.2, 3.05, 2.9, 2.8, 2.72] : [10, 13, 16, 19, 22, 25];
        double right = values[index];
        values[index] = wrong;
        Analysis analysis = Analysis.Of(new([.. Curve("A", values, null, metric)]), Options);

        Assert.Equal(AdviceAction.Undecided, analysis.Advice!.Action);
        Assert.Contains($"of A looks mistaken: {Numerals.Short(wrong)} at {Numerals.Size(Scales[index])} is far from", analysis.Advice.CannotTell!.Because, StringComparison.Ordinal);
        Assert.Contains(analysis.Warnings, warning => warning.Contains($"pretraining_tokens = {Scales[index].ToString(System.Globalization.CultureInfo.InvariantCulture)})", StringComparison.Ordinal));
        values[index] = right;
        Assert.Null(Advise(Curve("A", values, null, metric)).CannotTell);
    }

    // A step at an end may be real, so it is told and decides nothing.
    [Theory]
    [InlineData(6, 62, true)]
    [InlineData(6, 2.4, true)]
    [InlineData(0, 60, true)]
    [InlineData(0, 1, false)]
    [InlineData(6, 27, false)]
    public void Warnings_StepAtAnEnd_IsNamedIfItIsFarLargerThanTheOthers(int index, double value, bool isNamed)
    {
        double[] values = [10, 12.1, 14, 16.2, 18.1, 20, 22.1];
        values[index] = value;
        Analysis analysis = Analysis.Of(new([.. Curve("A", values, 0.4)]), Options);

        Assert.Equal(isNamed, analysis.Warnings.Any(warning => warning.Contains($"{Numerals.Short(value)} at {Numerals.Size(Scales[index])} is far from", StringComparison.Ordinal)));
        Assert.Null(analysis.Advice!.CannotTell);
    }

    [Fact]
    public void Advice_OneMistakenValueOfAMixtureThatCannotBeTheBest_DoesNotMatter()
    {
        double[] behind = [5, 6, 7, 0.5, 8, 8.5];
        Advice advice = Advise([.. Curve("A", [10, 13, 16, 19, 22, 25], 0.3), .. Curve("B", behind, 0.3)]);

        Assert.Equal((AdviceAction.Continue, "A"), (advice.Action, advice.Mixture));
    }

    [Fact]
    public void Advice_TasksThatWantDifferentMixtures_DisagreeByName()
    {
        double[] lower = [10, 13, 16, 19, 22, 25];
        double[] higher = [.. lower.Select(value => value + 1.5)];
        Advice advice = Advise([.. Curve("web", lower, 0.3, task: "en-de"), .. Curve("books", higher, 0.3, task: "en-de"), .. Curve("web", higher, 0.3, task: "en-fr"), .. Curve("books", lower, 0.3, task: "en-fr")]);

        Assert.Equal("the tasks disagree: books is the best for en-de and web is the best for en-fr", advice.CannotTell!.Because);
        Assert.Contains("--where \"task = 'en-de'\"", advice.CannotTell.Remedy, StringComparison.Ordinal);
        Assert.Empty(advice.FurtherRuns);
    }

    [Theory]
    [InlineData("avg", 2)]
    [InlineData("macro_avg", 2)]
    [InlineData("boolq", 3)]
    public void Advice_MeanAmongTheTasks_IsNotCountedAmongThem(string third, int tasks)
    {
        double[] values = [0.30, 0.33, 0.36, 0.39, 0.42, 0.45];
        Advice advice = Advise([.. new[] { "arc", "piqa", third }.SelectMany(task => Curve("A", values, 0.01, "acc", task).Concat(Curve("B", [.. values.Select(value => value + 0.04)], 0.01, "acc", task)))]);

        Assert.Equal($"mean over {tasks} tasks", advice.Task);
    }

    [Fact]
    public void Advice_LossOfNoTaskThatDisagrees_IsNamed()
    {
        double[] scores = [0.30, 0.33, 0.36, 0.39, 0.42, 0.45];
        double[] losses = [3.2, 3.0, 2.85, 2.75, 2.67, 2.6];
        Advice advice = Advise([.. Curve("A", scores, 0.002, "acc", "arc"), .. Curve("B", [.. scores.Select(value => value + 0.03)], 0.002, "acc", "arc"), .. Curve("A", losses, null, "val_loss"), .. Curve("B", [.. losses.Select(value => value + 0.1)], null, "val_loss")]);

        Assert.Equal("B", advice.Mixture);
        Assert.Contains("A leads at 320M: 2.6 against 2.7 for B.", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_BestMixtureNearTheModelWithoutPretraining_SuggestsNoRunsForAnotherQuestion()
    {
        double[] values = [20, 20.9, 21.6, 22.4, 22.9, 23.6];
        Advice advice = Advise([Row("scratch", 0, 24.6, 0.4), .. Curve("A", values, 0.4), .. Curve("B", [.. values.Select(value => value + 1.5)], 0.4)]);

        Assert.Equal((AdviceAction.Undecided, "B"), (advice.Action, advice.Mixture));
        Assert.True(advice.FurtherRuns.IsDefaultOrEmpty);
        Assert.EndsWith("add test items, seeds, or a checkpoint at 640M.", advice.WhatWouldChangeIt, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_CurveNearTheEndOfTheRange_NamesNoValueBeyondIt()
    {
        double[] values = [0.6, 0.8, 0.9, 0.95, 0.975, 0.988];
        Advice advice = Advise([.. Curve("A", values, 0.004, "accuracy"), .. Curve("B", [.. values.Select(value => value - 0.02)], 0.004, "accuracy")]);

        Assert.StartsWith("No measured accuracy for A at 640M would change this advice.", advice.WhatWouldChangeIt, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_TwoRecipesAtOneScale_AreRanked()
    {
        Advice advice = Advise([Row("web", 100e9, 0.52, null, "accuracy"), Row("edu", 100e9, 0.55, null, "accuracy")]);

        Assert.Equal((AdviceAction.ChooseOtherMixture, "edu"), (advice.Action, advice.Mixture));
        Assert.InRange(advice.ProbabilityBest!.Value, 0.75, 0.92);
    }

    // What two recipes differ by counts against their noise, and not against their own spread.
    [Theory]
    [InlineData("loss", 2.7122, 2.7121, null)]
    [InlineData("acc", 0.3115, 0.312, 0.004)]
    [InlineData("acc", 0.50, 0.501, null)]
    public void Advice_TwoRecipesWithinNoise_AreNotChosenBetween(string metric, double first, double second, double? error)
    {
        Advice advice = Advise([Row("web", 20e9, first, error, metric), Row("edu", 20e9, second, error, metric)]);

        Assert.Equal((AdviceAction.Undecided, null), (advice.Action, advice.Mixture));
        Assert.Equal(["edu", "web"], advice.Shortlist);
    }

    // A lead that every scale repeats is no noise; a lead that smaller scales contradict may well be.
    [Theory]
    [InlineData(0.281, 0.262, 0.291, 0.275, true)]
    [InlineData(0.262, 0.281, 0.275, 0.291, false)]
    public void Advice_TwoRecipesAtThreeScales_AreChosenBetweenIfTheScalesAgree(double first, double second, double third, double fourth, bool isChosen)
    {
        Observation[] rows =
        [
            Sized("a", 60e6, first), Sized("b", 60e6, second), Sized("a", 150e6, third), Sized("b", 150e6, fourth), Sized("a", 300e6, 0.322), Sized("b", 300e6, 0.302),
        ];
        Advice advice = Advise(rows);

        Assert.Equal(isChosen ? (AdviceAction.ChooseOtherMixture, "a") : (AdviceAction.Undecided, null), (advice.Action, advice.Mixture));

        static Observation Sized(string recipe, double parameters, double value) => Row(recipe, 20 * parameters, value, null, "accuracy", "mmlu") with { Parameters = parameters };
    }

    // One or two token counts make no curve, and would move the comparison of the others to where they are measured.
    [Fact]
    public void Advice_MixtureWithASingleEarlyPoint_DoesNotMoveTheComparison()
    {
        Observation[] rows = [.. Curve("A", [3.2, 3.0, 2.8, 2.65, 2.5], 0.01, "loss"), .. Curve("B", [3.1, 2.9, 2.72, 2.57, 2.44], 0.01, "loss"), .. Curve("C", [2.9], 0.01, "loss")];
        Analysis analysis = Analysis.Of(new(rows.ToImmutableArray()), Options);

        Assert.Equal((AdviceAction.Continue, "B"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.Contains(analysis.Warnings, warning => warning.StartsWith("C is not measured where the other mixtures are compared, at 160M", StringComparison.Ordinal));
    }

    // Steps under no known name were averaged, and the recipe that was trained for longer looked worse.
    [Theory]
    [InlineData("step")]
    [InlineData("toks")]
    public void Advice_RowsThatDifferInAnUnknownCountOfProgress_AreNotRanked(string column)
    {
        Observation[] rows = [.. new[] { ("good", 2), ("bad", 5) }.SelectMany(recipe => Enumerable.Range(1, recipe.Item2).Select(step => new Observation
        {
            PretrainingData = recipe.Item1, Metric = "loss", Value = 3.3 - (0.1 * step), Extra = ImmutableSortedDictionary<string, double>.Empty.Add(column, 1000 * step),
        }))];

        Assert.Equal($"the rows of a recipe differ in the column {column}, which is not known to be a scale, so their mean says little", Advise(rows).CannotTell!.Because);
    }

    [Theory]
    [InlineData("arc", "piqa", true)]
    [InlineData("squad", "squad", true)]
    [InlineData("arc", "c4", false)]
    public void Read_BenchmarksInTheColumnDataset_AreDoubted(string first, string second, bool isDoubted)
    {
        ObservationTable table = ObservationTable.Of(RawTable.Read(new StringReader($"model,dataset,tokens,acc\nweb,{first},1B,0.4\nweb,{second},2B,0.5\n"), "two"));

        Assert.Equal(isDoubted, table.Warnings.Any(warning => warning.StartsWith("The column dataset is read as the pretraining data, but ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_AccuraciesInTwoUnits_AreComparedAsFractions()
    {
        ObservationTable table = ObservationTable.Of(RawTable.Read(new StringReader("data,tokens,acc,stderr\na,1B,45.1,0.5\na,2B,46.2,0.5\nb,1B,0.46,0.005\nb,2B,0.475,0.005\n"), "two"));

        Assert.Equal([0.451, 0.462, 0.46, 0.475], table.Rows.Select(row => row.Value));
        Assert.All(table.Rows, row => Assert.Equal(0.005, row.StandardError));
        Assert.Contains(table.Assumed, text => text.StartsWith("1 of 2 series of acc are percentages and are read as fractions", StringComparison.Ordinal));
    }

    [Fact]
    public void Advice_RecipesWithoutACommonScale_SayThatEachStandsAtItsOwn()
    {
        Advice advice = Advise([Row("a", 1e9, 3.252, null, "loss"), Row("b", 2e9, 3.257, null, "loss")]);

        Assert.Contains("ranked by their scores, each at its own largest scale.", advice.Reason, StringComparison.Ordinal);
    }

    // Of many values near guessing, one is expected to be two errors away.
    [Theory]
    [InlineData(0.276, true)]
    [InlineData(0.330, false)]
    public void Advice_OneOfManyValuesNearGuessingStandsOut_StaysUndecidedUnlessItIsFar(double value, bool isGuessing)
    {
        double[] first = [0.252, 0.247, value, 0.249, 0.251], second = [0.242, 0.257, 0.251, 0.243, 0.25];
        Advice advice = Advise([.. Curve("a", first, 0.012, "accuracy"), .. Curve("b", second, 0.012, "accuracy")]);

        Assert.Equal(isGuessing, advice.CannotTell?.Because == "every accuracy lies near 25%, the level of guessing between 4 choices");
    }

    [Fact]
    public void Advice_ThreeRecipesWithinNoise_AreEquallyLikely()
    {
        Analysis analysis = Analysis.Of(new([Row("a", 20e9, 2.7121, null, "loss"), Row("b", 20e9, 2.7122, null, "loss"), Row("c", 20e9, 2.7123, null, "loss")]), Options);

        Assert.All(analysis.Ranking!.ProbabilityBest(seed: 1), share => Assert.InRange(share, 0.25, 0.42));
        Assert.Equal(AdviceAction.Undecided, analysis.Advice!.Action);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 1)]
    public void Advice_OneMistakenValueOfAShortCurve_IsNamed(int points, int index)
    {
        double[] values = [.. new[] { 18.2, 20.1, 22.0, 24.1 }.TakeLast(points)];
        values[index] = 2.2;
        Advice advice = Advise([.. Curve("A", values, 0.4), .. Curve("B", [.. new[] { 17, 18.9, 21.1, 22.9 }.TakeLast(points)], 0.4)]);

        Assert.Contains("one measured BLEU of A looks mistaken: 2.2 at", advice.CannotTell!.Because, StringComparison.Ordinal);
    }

    // Two ways of reading an answer are two settings of a task, and not two mixtures.
    [Fact]
    public void Advice_TwoSignaturesOfOneTask_DoNotCompete()
    {
        Observation[] rows =
        [
            .. new[] { "strict-match", "flexible-extract" }.SelectMany((signature, number) => new[] { "web", "code" }.SelectMany((mixture, place) =>
                Curve(mixture, [.. Enumerable.Range(0, 6).Select(k => 0.2 + (0.05 * k) + (0.1 * number) + (0.04 * place))], 0.01, "exact_match", "gsm8k").Select(row => row with { Signature = signature }))),
        ];
        Analysis analysis = Analysis.Of(new([.. rows]), Options);

        Assert.Equal((AdviceAction.Continue, "code"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.Equal(2, analysis.Deciding.Length);
    }

    [Fact]
    public void Advice_ModelsNamedAfterMixtureAndSize_AreComparedAtOneSize()
    {
        double[] values = [10, 13, 16, 19, 22, 25];
        Observation[] rows =
        [
            .. new[] { ("300M", 3e8, 0.0), ("1B", 1e9, 3.0) }.SelectMany(size => new[] { ("web", 1.5), ("code", 0.0) }.SelectMany(mixture =>
                Curve(mixture.Item1, [.. values.Select(value => value + size.Item3 + mixture.Item2)], 0.3).Select(row => row with { Parameters = size.Item2, Model = $"{mixture.Item1}-{size.Item1}" }))),
        ];
        Advice advice = Advise(rows);

        Assert.Equal((AdviceAction.Continue, "web"), (advice.Action, advice.Mixture));
    }

    private static Advice Advise(IEnumerable<Observation> rows) => Analysis.Of(new([.. rows]), Options).Advice!;

    private static IEnumerable<Observation> Curve(string mixture, double[] values, double? error, string metric = "bleu", string? task = null) =>
        values.Select((value, index) => Row(mixture, Scales[index], value, error, metric, task));

    private static Observation Row(string mixture, double tokens, double value, double? error, string metric = "bleu", string? task = null) =>
        new() { PretrainingData = mixture, PretrainingTokens = tokens, Task = task, Metric = metric, Value = value, StandardError = error };
}
