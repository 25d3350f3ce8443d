using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class ModelSelectionTests
{
    private static readonly double[] Sizes = [200, 400, 800, 1600, 3200, 6400, 12800, 25600];

    [Fact]
    public void Of_CurvesThatCross_RanksByWhereTheyGo()
    {
        ModelRanking ranking = Assert.Single(ModelSelection.Of(Table(Sizes), new() { FullSize = 409_600 }).Rankings);

        // c is the best so far and the slowest; a is the worst so far and the fastest.
        Assert.Equal(["a", "b", "c", "d"], ranking.Models.Select(model => model.Model));
        Assert.Equal([1, 2, 3, 4], ranking.Models.Select(model => model.Rank));
        Assert.Equal(16, ranking.ExtrapolationFactor, 9);
        Assert.All(ranking.Models, model => Assert.True(model.Low < model.Forecast && model.Forecast < model.High));
        Assert.InRange(Truth("a", 409_600), ranking.Models[0].Low!.Value, ranking.Models[0].High!.Value);
    }

    [Theory]
    [InlineData(SelectionMethod.SubTuning, "c")]
    [InlineData(SelectionMethod.TwoPointLine, "a")]
    [InlineData(SelectionMethod.ThreePointLine, "a")]
    [InlineData(SelectionMethod.AcceptThenStop, "a")]
    [InlineData(SelectionMethod.Rectified, "a")]
    [InlineData(SelectionMethod.ZeroShot, "d")]
    [InlineData(SelectionMethod.ModelSize, "b")]
    public void Of_Method_PicksByItsOwnRule(SelectionMethod method, string pick)
    {
        ModelRanking ranking = ModelSelection.Of(Table(Sizes), new() { FullSize = 409_600, Method = method }).Rankings[0];

        Assert.Equal(pick, ranking.Models[0].Model);
        Assert.Equal(method == SelectionMethod.ModelSize, ranking.Models[0].Forecast is null);
        Assert.Null(ranking.Models[0].Low);
    }

    [Fact]
    public void Of_ScoresThatEndAt100_StayBelowItAndRankDownwards()
    {
        ObservationTable losses = Table(Sizes);
        ObservationTable scores = new([.. losses.Rows.Select(row => row with { Metric = "accuracy", HigherIsBetter = true, Value = 100 - (10 * row.Value) })]);

        ModelRanking ranking = ModelSelection.Of(scores, new() { FullSize = 409_600 }).Rankings[0];

        Assert.Equal(["a", "b", "c", "d"], ranking.Models.Select(model => model.Model));
        Assert.Equal(ranking.Models.Select(model => model.Forecast!.Value).OrderDescending(), ranking.Models.Select(model => model.Forecast!.Value));
        Assert.All(ranking.Models, model => Assert.True(model.High < 100));
    }

    [Fact]
    public void Of_RowsInAnotherOrder_IsTheSame()
    {
        ObservationTable table = Table(Sizes);
        ObservationTable turned = new([.. table.Rows.Reverse()]);

        Assert.Equal(Ranking(table), Ranking(turned));
    }

    [Fact]
    public void Of_ModelWithOneSize_IsLeftOutAndNamed()
    {
        ObservationTable table = Table(Sizes);
        ObservationTable short_ = new([.. table.Rows.Where(row => row.Model != "b" || row.FinetuningExamples is 0 or 200)]);

        ModelSelection selection = ModelSelection.Of(short_, new() { FullSize = 409_600 });

        Assert.Equal(["a", "c", "d"], selection.Rankings[0].Models.Select(model => model.Model));
        Assert.Contains("task t, metric loss: left out, with fewer than two finetuning sizes: b.", selection.Warnings);
    }

    [Fact]
    public void Of_Beyond100Times_IsRefusedUnlessAllowed()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ModelSelection.Of(Table([200, 400, 800]), new() { FullSize = 409_600 }));

        Assert.StartsWith("task t, metric loss: no ranking at 410K, 512 times the largest size measured (800); the limit is 100 times.", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, ModelSelection.Of(Table([200, 400, 800]), new() { FullSize = 409_600, AllowExtrapolation = true }).Rankings[0].Models.Length);
    }

    [Fact]
    public void Of_OptionsThatAreWrong_AreReportedAtOnce()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ModelSelection.Of(Table(Sizes), new() { FullSize = 0, Level = 2 }));

        Assert.Equal("Level is 2; expected a number between 0 and 1, such as 0.9.\nFullSize is 0; expected a finetuning size above 0.", error.Message);
    }

    [Fact]
    public void Of_TableWithoutFinetuningSizes_SaysWhatWasExpected()
    {
        ObservationTable table = new([new() { Metric = "loss", Value = 2, PretrainingTokens = 1e6 }]);

        ArgumentException error = Assert.Throws<ArgumentException>(() => ModelSelection.Of(table, new() { FullSize = 1e6 }));

        Assert.Equal("No row has a finetuning size; expected a column finetuning_examples or finetuning_tokens with the sizes of the subsets.\nhint: --set \"finetuning_examples={COLUMN}\" takes them from a column of another name.", error.Message);
    }

    // Nothing beyond the cut is seen: other values there leave every pick as it is.
    [Fact]
    public void Evaluate_OtherValuesBeyondTheCut_PicksTheSame()
    {
        ObservationTable table = Table(Sizes);
        ObservationTable other = new([.. table.Rows.Select((row, place) => row.FinetuningExamples > 3200 ? row with { Value = 1 + (place % 7) } : row)]);

        string[] picks = [.. Picks(table)];

        Assert.Equal(SelectionMethods.All.Length, picks.Length);
        Assert.Equal(picks, Picks(other));
    }

    // Not one bit of a forecast rests on a value beyond the cut, and neither does the guess whether scores are shares or percentages.
    [Theory]
    [InlineData(false, 1e-3)]
    [InlineData(false, 50)]
    [InlineData(true, 0.5)]
    [InlineData(true, 40)]
    public void Evaluate_HeldOutValuesChanged_ForecastsAreByteEqual(bool scores, double factor)
    {
        ObservationTable table = scores ? new([.. Table(Sizes).Rows.Select(row => row with { Metric = "accuracy", HigherIsBetter = true, Value = 1 / (1 + row.Value) })]) : Table(Sizes);

        Assert.Equal(ForecastsOf(table, 3200), ForecastsOf(Changed(table, 3200, factor), 3200));
    }

    [Theory]
    [InlineData(1.0 / 8)]
    [InlineData(1.0 / 512)]
    public void Evaluate_HeldOutValuesOfPublishedCurvesChanged_ForecastsAreByteEqual(double share)
    {
        ObservationTable table = PublishedTable.Read("rectified.csv");
        double largest = table.Rows.Max(row => row.FinetuningExamples ?? 0);

        Assert.Equal(ForecastsOf(table, share * largest), ForecastsOf(Changed(table, share * largest, 3.7), share * largest));
    }

    [Fact]
    public void Evaluate_PerfectOrder_Scores100()
    {
        SelectionScore score = Assert.Single(SelectionEvaluation.Of(Table(Sizes), null, [SelectionMethod.TwoPointLine], [0.5]).Scores);

        Assert.InRange(score.PearsonCorrelation, 99, 100);
        Assert.Equal(100, score.RelativeAccuracy, 9);
        Assert.Equal(4, score.Models);
    }

    [Fact]
    public void Json_OneRanking_HasTheShape()
    {
        ModelRanking ranking = new() { Task = new([new("task", "t")]), Method = SelectionMethod.Pooled, FullSize = 1e6, ExtrapolationFactor = 8, Level = 0.9, Models = [new("m", 1.5, 1.25, 1.75, 1), new("n", null, null, null, 2)] };

        Assert.Equal("""{"ranking":[{"model":"m","forecast":1.5,"low":1.25,"high":1.75,"rank":1},{"model":"n","forecast":null,"low":null,"high":null,"rank":2}]}""", Text(writer => LawsJson.WriteRankings(writer, [ranking])));
        Assert.StartsWith("""{"ranking":[{"series":{"task":"t"},"model":"m",""", Text(writer => LawsJson.WriteRankings(writer, [ranking, ranking])), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_Evaluation_HasTheShape()
    {
        SelectionScore score = new() { Task = new([new("task", "t")]), Method = SelectionMethod.AcceptThenStop, Fraction = 0.125, PearsonCorrelation = double.NaN, RelativeAccuracy = 95.5, Pick = "m", Models = 3 };

        Assert.Equal("""{"evaluation":[{"series":{"task":"t"},"method":"ats","fraction":0.125,"pear_corr":null,"rel_acc":95.5,"pick":"m","models":3}]}""", Text(writer => LawsJson.WriteSelectionScores(writer, [score])));
    }

    private static IEnumerable<string> Picks(ObservationTable table) => SelectionEvaluation.Of(table, null, SelectionMethods.All, [0.125]).Scores.Select(score => score.Pick);

    private static ObservationTable Changed(ObservationTable table, double cut, double factor) =>
        new([.. table.Rows.Select((row, place) => row.FinetuningExamples > cut * (1 + 1e-9) ? row with { Value = row.Value * factor * (1 + (0.1 * (place % 7))) } : row)]);

    private static string ForecastsOf(ObservationTable table, double cut) => string.Join('\n', SelectionEvaluation
        .Of(table, null, SelectionMethods.All, [cut / table.Rows.Max(row => row.FinetuningExamples ?? 0)]).Scores
        .SelectMany(score => score.Targets.Select(target => $"{score.Task.Label} {score.Method} {score.Pick} {target.Model} {target.Forecast:R}")));

    private static string Ranking(ObservationTable table) => string.Join('\n', ModelSelection.Of(table, new() { FullSize = 409_600 }).Rankings[0].Models);

    private static double Truth(string model, double size) => model switch
    {
        "a" => 6.0 * Math.Pow(size / 200, -0.16),
        "b" => 5.0 * Math.Pow(size / 200, -0.12),
        "c" => 3.4 * Math.Pow(size / 200, -0.05),
        _ => 4.8 * Math.Pow(size / 200, -0.06),
    };

    // Values off their curves by up to half a percent, in a fixed pattern.
    private static ObservationTable Table(double[] sizes) => new(
    [
        .. from model in new[] { "a", "b", "c", "d" }
           from size in sizes.Prepend(0)
           let off = 1 + (0.005 * Math.Sin((size / 70) + model[0]))
           select new Observation
           {
               Model = model,
               Parameters = model switch { "a" => 1e8, "b" => 9e8, _ => 3e8 },
               Task = "t",
               Metric = "loss",
               FinetuningExamples = size,
               Value = size == 0 ? (model == "d" ? 5 : 8) : Truth(model, size) * off,
           },
    ]);

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
