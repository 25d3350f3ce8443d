using System.Globalization;

namespace Headwater.Laws.Tests;

public class SettingColumnsTests
{
    private static readonly double[] Tokens = [1e9, 2e9, 4e9, 8e9, 16e9];

    [Theory]
    [InlineData("optimizer", "adam", "lion")]
    [InlineData("Tokenizer", "bpe-32k", "unigram")]
    [InlineData("lr", "0.001", "0.0003")]
    [InlineData("batch_size", "256", "512")]
    [InlineData("num_fewshot", "0", "5")]
    [InlineData("n-shot", "0", "5")]
    public void Of_ColumnThatTellsRowsAtOneScaleApart_CutsTheSeries(string column, string first, string second)
    {
        Analysis analysis = Analyse($"data,D,{column},accuracy", tokens => [$"a,{tokens},{first},{Score(tokens, 0.3)}", $"a,{tokens},{second},{Score(tokens, 0.2)}"]);

        Assert.Equal(2, analysis.Series.Length);
        Assert.All(analysis.Series, series => Assert.All(series.Points, point => Assert.Equal(1, point.Replicates)));
        Assert.Empty(analysis.Reading!.Averaged);
    }

    [Fact]
    public void Of_SecondNameOfTheData_CutsTheSeries()
    {
        Analysis analysis = Analyse("dataset,recipe,D,loss", tokens => [$"c4,raw,{tokens},{Loss(tokens, 60)}", $"c4,filtered,{tokens},{Loss(tokens, 50)}"]);

        Assert.Equal(["filtered", "raw"], analysis.Series.Select(series => series.Key["recipe"]!));
    }

    [Fact]
    public void Of_Seeds_AreAveraged()
    {
        Analysis analysis = Analyse("data,D,seed,host,train_loss,hours,loss", tokens => [$"a,{tokens},1,h{tokens}1,2.1,1.{tokens[0]},{Loss(tokens, 60)}", $"a,{tokens},2,h{tokens}2,2.2,2.{tokens[0]},{Loss(tokens, 62)}"]);

        SeriesResult series = Assert.Single(analysis.Series);
        Assert.All(series.Points, point => Assert.Equal(2, point.Replicates));
        Assert.Equal(["up to 2 seeds at 5 scales"], analysis.Reading!.Averaged);
    }

    [Theory]
    [InlineData(SeveralRuns.Mean, 15)]
    [InlineData(SeveralRuns.Best, 20)]
    [InlineData(SeveralRuns.Last, 10)]
    public void Of_RunsWithoutSeed_CountAsAsked(SeveralRuns choice, double expected)
    {
        ObservationTable table = ObservationTable.Parse("data,D,run,bleu\n" + string.Concat(Tokens.Select(tokens => $"a,{Text(tokens)},r{Text(tokens)}x,20\na,{Text(tokens)},r{Text(tokens)}y,10\n")), ".csv", "t") with { SeveralRuns = choice };

        Analysis analysis = Analysis.Of(table, new());

        Assert.All(Assert.Single(analysis.Series).Points, point => Assert.Equal(expected, point.Y));
        Assert.Contains($"--several-runs {choice.ToString().ToLowerInvariant()}", string.Join('\n', analysis.Reading!.Averaged.Concat(analysis.Reading.Ignored)), StringComparison.Ordinal);
    }

    // A rate that was tuned at each scale is no curve of its own.
    [Fact]
    public void Of_NumberTunedAtEachScale_IsAveragedAndNamed()
    {
        int number = 0;
        Analysis analysis = Analyse("data,D,lr,loss", tokens => [$"a,{tokens},0.00{++number},{Loss(tokens, 60)}", $"a,{tokens},0.00{++number},{Loss(tokens, 62)}"]);

        Assert.Single(analysis.Series);
        Assert.Equal(["up to 2 rows without a seed or run at 5 scales, which differ in lr (--several-runs mean)"], analysis.Reading!.Averaged);
    }

    [Fact]
    public void Of_SeriesColumnOverTwoTasks_IsCutByTask()
    {
        Analysis analysis = Analyse("series,task,D,metric,value", tokens => [$"r,val,{tokens},loss,{Loss(tokens, 60)}", $"r,test,{tokens},loss,{Loss(tokens, 65)}"]);

        Assert.Equal(["test", "val"], analysis.Series.Select(series => series.Key["task"]!));
    }

    [Fact]
    public void Of_ColumnThatTellsNothingApart_IsNamedAsIgnored()
    {
        Analysis analysis = Analyse("data,D,layers,loss", tokens => [$"a,{tokens},12,{Loss(tokens, 60)}"]);

        Assert.Equal(["layers (tells no rows at one scale apart)"], analysis.Reading!.Ignored);
        Assert.Equal((5, 5, 1, 5), (analysis.Reading.Rows, analysis.Reading.Used, analysis.Reading.Series, analysis.Reading.Scales));
        Assert.Equal(new("loss", false, 1), Assert.Single(analysis.Reading.Metrics));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("random-init")]
    [InlineData("no pretraining")]
    [InlineData("")]
    public void Of_NoPretrainingTokens_IsTheModelWithoutPretraining(string name)
    {
        Analysis analysis = Analyse("data,D,task,bleu", tokens => [$"a,{tokens},mt,{Text(double.Parse(tokens, CultureInfo.InvariantCulture) / 1e9 + 10)}"], $"{name},0,mt,3\n");

        SeriesResult series = Assert.Single(analysis.Series);
        Assert.Equal(("a", 3), (series.Key["pretraining_data"], series.Scratch!.Value.Y));
    }

    [Fact]
    public void Of_UnknownDirection_IsSaidAndDecidesNothing()
    {
        Analysis analysis = Analyse("data,D,metric,value", tokens => [$"a,{tokens},vibes,{Score(tokens, 0.3)}", $"b,{tokens},vibes,{Score(tokens, 0.2)}"]);

        Assert.All(analysis.Series, series => Assert.False(series.DirectionKnown));
        Assert.Null(analysis.Advice);
        Assert.Null(analysis.Reading!.Metrics.Single().HigherIsBetter);
    }

    private static Analysis Analyse(string header, Func<string, IEnumerable<string>> rowsAt, string more = "") =>
        Analysis.Of(ObservationTable.Parse($"{header}\n{string.Concat(Tokens.SelectMany(tokens => rowsAt(Text(tokens))).Select(row => row + "\n"))}{more}", ".csv", "t"), new() { Resamples = 50 });

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Score(string tokens, double factor) => Text(factor * Math.Log10(double.Parse(tokens, CultureInfo.InvariantCulture) / 1e8));

    private static string Loss(string tokens, double factor) => Text(2 + (factor / Math.Pow(double.Parse(tokens, CultureInfo.InvariantCulture), 0.2)));
}
