using System.Globalization;
using System.Text;

namespace Headwater.Laws.Tests;

/// <summary>Tables as people keep them: logs that count steps, sizes without tokens, gaps, one name written in two ways, a benchmark that one recipe lacks.</summary>
public class PeoplesTablesTests
{
    private static readonly string[] Recipes = ["code", "web", "books"];
    private static readonly AnalysisOptions Options = new() { Resamples = 200 };

    [Theory]
    [InlineData("step", "steps")]
    [InlineData("global_step", "steps")]
    [InlineData("Iteration", "steps")]
    public void Advice_LogThatCountsStepsAlone_ComparesAtEqualSteps(string column, string words)
    {
        ObservationTable table = Curves(column, [1000, 2000, 4000, 8000, 16000, 32000]);
        Analysis analysis = Analysis.Of(table, Options);

        Assert.Equal("code", analysis.Advice!.Mixture);
        Assert.Equal(column, Assert.Single(analysis.Reading!.ScaleColumns));
        Assert.Contains(analysis.Reading.Assumed, phrase => phrase.StartsWith($"{column} is the scale", StringComparison.Ordinal));
        Assert.Contains($"at 32K {words}", analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compute", "FLOPs")]
    [InlineData("step", "steps")]
    [InlineData("pretraining_tokens", "pretraining tokens")]
    public void Advice_ScaleAskedFor_IsTheOneOfTheCurves(string column, string words)
    {
        Analysis analysis = Analysis.Of(Curves(column, [1e18, 2e18, 4e18, 8e18, 16e18, 32e18]), Options with { Scale = column });

        Assert.Equal((AdviceAction.Continue, "code"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.Contains(words, analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_SeveralTasksOverSteps_RestsOnTheirMean()
    {
        StringBuilder csv = new("recipe,step,task,acc\n");
        foreach (string task in new[] { "piqa", "arc" })
            for (int recipe = 0; recipe < Recipes.Length; recipe++)
                for (int k = 0; k < 6; k++)
                    csv.Append(CultureInfo.InvariantCulture, $"{Recipes[recipe]},{1000 << k},{task},{0.3 + (0.04 * k) - (0.05 * recipe)}\n");
        Analysis analysis = Analysis.Of(ObservationTable.Parse(csv.ToString(), ".csv", "t"), Options);

        Assert.Equal("code", analysis.Advice!.Mixture);
        Assert.NotNull(analysis.TaskMean);
    }

    // A scale in a table without tokens is a size, as it is everything the table is sorted by.
    [Theory]
    [InlineData("params", "at 3B parameters")]
    [InlineData("tokens", "at 3B pretraining tokens")]
    public void Advice_TargetOfATableOfOneKindOfSize_IsOfThatKind(string column, string expected)
    {
        Analysis analysis = Analysis.Of(Curves(column, [7e7, 1e9]), Options with { At = [3e9] });

        Assert.Contains(expected, analysis.Advice!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranking_TargetFurtherInParameters_IsLessSure()
    {
        ObservationTable table = Curves("params", [7e7, 1.6e8, 1e9]);

        double near = Analysis.Of(table, Options with { At = [2e9] }).Ranking!.CarryOver.Correlation;
        double far = Analysis.Of(table, Options with { At = [2e12] }).Ranking!.CarryOver.Correlation;
        Assert.True(near > far, $"{near} {far}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("n/a")]
    public void Read_GapInTheOnlyMetric_IsLeftOutAndSaid(string cell)
    {
        ObservationTable table = ObservationTable.Parse($"recipe,tokens,loss\nweb,1e9,3.2\nweb,2e9,{cell}\nweb,4e9,2.9\n", ".csv", "t");

        Assert.Equal(2, table.Rows.Length);
        Assert.Contains("1 of 3 rows without a number under loss", table.Ignored);
    }

    [Fact]
    public void Read_OnlyMetricWithoutAnyValue_IsAFault() =>
        Assert.Throws<InvalidDataException>(() => ObservationTable.Parse("recipe,tokens,loss\nweb,1e9,\nweb,2e9,\n", ".csv", "t"));

    [Theory]
    [InlineData("Code", "code", true)]
    [InlineData("fine web", "fine_web", true)]
    [InlineData("en+de", "en-de", false)]
    [InlineData("c4 1.5", "c4 15", false)]
    public void Warnings_MixturesThatDifferInCaseOrSpaces_AreNamed(string one, string other, bool isNamed)
    {
        ObservationTable table = ObservationTable.Parse($"recipe,tokens,loss\n{one},1e9,3.2\n{other},2e9,3.1\n", ".csv", "t");

        Assert.Equal(isNamed, table.Warnings.Any(warning => warning.Contains("differ only in case or spaces", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Pretraining corpus (name)", true)]
    [InlineData("Recipe [short]", true)]
    [InlineData("Parameters (non-embedding)", false)]
    public void Read_NameInBrackets_IsCutFromTextColumnsAlone(string header, bool isMixture)
    {
        ObservationTable table = ObservationTable.Parse($"{header},tokens,loss\n7,1e9,3.2\n8,1e9,3.1\n", ".csv", "t");

        Assert.Equal(isMixture, table.Rows.All(row => row.PretrainingData is not null));
        Assert.All(table.Rows, row => Assert.Null(row.Parameters));
    }

    [Fact]
    public void Warnings_BenchmarkThatARecipeLacks_IsNamedWithTheRecipe()
    {
        Analysis analysis = Analysis.Of(Benchmarks((recipe, task) => recipe == "books" && task == "mmlu"), Options);

        Assert.Contains("mmlu was not measured for books, so the mean over tasks leaves it out.", analysis.Warnings);
        Assert.Contains("mmlu was not measured for books, so the mean over tasks leaves it out.", analysis.Reading!.Warnings);
        Assert.DoesNotContain(Analysis.Of(Benchmarks((_, _) => false), Options).Warnings, warning => warning.Contains("leaves it out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("41.25 ± 0.5", 41.25, 0.5)]
    [InlineData("41.25 +/- 0.5", 41.25, 0.5)]
    [InlineData("41.25 (0.5)", 41.25, 0.5)]
    [InlineData("41.25 (±0.5)", 41.25, 0.5)]
    [InlineData("41.25±0.5%", 0.4125, 0.005)]
    [InlineData("41.25% ± 0.5%", 0.4125, 0.005)]
    public void Read_ValueWithItsError_IsBoth(string cell, double value, double error)
    {
        ObservationTable wide = ObservationTable.Parse($"recipe,tokens,accuracy\nweb,1e9,{cell}\nweb,2e9,{cell}\n", ".csv", "t");
        ObservationTable tall = ObservationTable.Parse($"recipe,tokens,metric,value\nweb,1e9,accuracy,{cell}\nweb,2e9,accuracy,{cell}\n", ".csv", "t");

        Assert.All(wide.Rows.Concat(tall.Rows), row => Assert.Equal((value, error), (row.Value, row.StandardError!.Value)));
        Assert.Contains("the number behind ± or in brackets, in 2 values, is the standard error", wide.Assumed);
    }

    [Fact]
    public void Read_ErrorInAColumnOfItsOwn_GoesBeforeTheCells() =>
        Assert.Equal(0.25, Assert.Single(ObservationTable.Parse("recipe,tokens,bleu,stderr\nweb,1e9,21.5 ± 0.5,0.25\n", ".csv", "t").Rows).StandardError);

    [Theory]
    [InlineData("| recipe | tokens | loss |\n|---|---:|:--:|\n| web | 1B | 3.5 |\n| code | 2B | 3.25 |\n")]
    [InlineData("| recipe | tokens | loss |\n| :- | - | - |\n| web | 1B | 3.5 |\n| code | 2B | 3.25 |")]
    [InlineData("recipe|tokens|loss\nweb|1B|3.5\ncode|2B|3.25\n")]
    public void Read_MarkdownAndPipes_AreTables(string text)
    {
        ObservationTable table = ObservationTable.Of(RawTable.Read(new StringReader(text), "t"));

        Assert.Equal([("web", 1e9, 3.5), ("code", 2e9, 3.25)], table.Rows.Select(row => (row.PretrainingData!, row.PretrainingTokens!.Value, row.Value)));
    }

    // Behind semicolons a comma stands before decimals, also where three digits follow it; in a count it may stand between thousands.
    [Theory]
    [InlineData("recipe;tokens;loss\nweb;1000;3,512\n", 3.512)]
    [InlineData("recipe;tokens;metric;value\nweb;1000;loss;3,512\n", 3.512)]
    [InlineData("recipe;tokens;loss\nweb;1,000;3.5\n", 3.5)]
    public void Read_ThreeDecimalsBehindAComma_AreDecimalsAmongSemicolons(string text, double value)
    {
        Observation row = Assert.Single(ObservationTable.Parse(text, ".csv", "t").Rows);

        Assert.Equal((1000, value), (row.PretrainingTokens, row.Value));
    }

    [Fact]
    public void Read_ColumnsNamedAfterBenchmarks_HoldAccuracies()
    {
        ObservationTable table = ObservationTable.Parse("recipe,tokens,hellaswag,piqa,lambada\nweb,1e9,0.31,0.6,0.4\nweb,2e9,0.33,0.61,0.42\n", ".csv", "t");

        Assert.Equal(["hellaswag", "piqa", "lambada"], table.Rows.Take(3).Select(row => row.Task!));
        Assert.All(table.Rows, row => Assert.Equal("accuracy", row.Metric));
        Assert.Contains("hellaswag, piqa and lambada hold accuracies on the benchmarks of those names", table.Assumed);
    }

    // Shares of corpora may bear such names; beside a loss they are no scores.
    [Theory]
    [InlineData("recipe,tokens,math,drop\nweb,1e9,0.3,0.6\n")]
    [InlineData("recipe,tokens,piqa\nweb,1e9,3000\n")]
    public void Read_ColumnsThatMayBeBenchmarks_AreNotGuessed(string text)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse(text, ".csv", "t"));

        Assert.Contains("Name the columns that hold metrics", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("step1000-tokens4B", "step2000-tokens8.4B", 4e9, 8.4e9, null)]
    [InlineData("step1000", "step2000", null, null, 2000.0)]
    [InlineData("checkpoint-500", "checkpoint-1000", null, null, 1000.0)]
    [InlineData("main", "step2000", null, null, null)]
    public void Read_RevisionsOfAModelHub_AreAScale(string first, string second, double? tokensOfFirst, double? tokensOfSecond, double? step)
    {
        ObservationTable table = ObservationTable.Parse($"model,revision,piqa\npile-1b,{first},0.6\npile-1b,{second},0.62\n", ".csv", "t");

        Assert.Equal((tokensOfFirst, tokensOfSecond), (table.Rows[0].PretrainingTokens, table.Rows[1].PretrainingTokens));
        Assert.Equal(step, table.Rows[1].Extra.TryGetValue("step", out double found) ? found : null);
        Assert.Equal(tokensOfFirst is not null || step is not null, table.Assumed.Any(phrase => phrase.StartsWith("revision is ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_PivotedTable_SaysHowToTurnIt()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ObservationTable.Parse("recipe,note,1B,2B,4B\nweb,first,3.5,3.3,3.2\n", ".csv", "t"));

        Assert.Contains("--metric-columns 1B,2B,4B", fault.Message, StringComparison.Ordinal);
        Assert.Contains("as pandas' melt does", fault.Message, StringComparison.Ordinal);
    }

    private static ObservationTable Curves(string column, double[] scales)
    {
        StringBuilder csv = new($"recipe,{column},loss\n");
        for (int recipe = 0; recipe < Recipes.Length; recipe++)
            foreach (double scale in scales)
                csv.Append(CultureInfo.InvariantCulture, $"{Recipes[recipe]},{scale},{2 + (0.1 * recipe) + Math.Pow(scale / scales[0], -0.3)}\n");
        return ObservationTable.Parse(csv.ToString(), ".csv", "t");
    }

    private static ObservationTable Benchmarks(Func<string, string, bool> isMissing)
    {
        StringBuilder csv = new("recipe,params,tokens,task,acc\n");
        foreach (double size in new[] { 1.5e8, 1e9 })
            for (int recipe = 0; recipe < Recipes.Length; recipe++)
                foreach ((string task, double level) in new[] { ("arc", 0.35), ("piqa", 0.6), ("mmlu", 0.4) })
                    if (!isMissing(Recipes[recipe], task))
                        csv.Append(CultureInfo.InvariantCulture, $"{Recipes[recipe]},{size},{20 * size},{task},{level + (0.03 * recipe) + (0.05 * Math.Log10(size / 1e8))}\n");
        return ObservationTable.Parse(csv.ToString(), ".csv", "t");
    }
}
