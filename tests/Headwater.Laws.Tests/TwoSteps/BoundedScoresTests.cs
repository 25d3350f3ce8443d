using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class BoundedScoresTests
{
    private const double Chance = 0.25;
    private static readonly double[] Scales = [.. Enumerable.Range(0, 8).Select(k => 1e9 * Math.Pow(2, k))];
    private static readonly AnalysisOptions Ahead = new() { At = [5e11], Resamples = 200 };

    // Values that lie on chance + (1 − chance)·law exactly give the law back, whatever the equation is.
    [Theory]
    [InlineData("score = k * D^a", new[] { 0.0005, 0.25 })]
    [InlineData("score = 1 - b / D^c", new[] { 60, 0.2 })]
    public void Fit_FloorAtChance_FindsTheLawAboveIt(string equation, double[] truth)
    {
        LawFamily law = LawFamily.Parse(equation);
        ObservationTable table = Table(Scores("a", x => Chance + ((1 - Chance) * law.Evaluate(truth, [x]))));

        LawFit fit = Assert.Single(Analysis.Of(table, new() { Law = equation, Loss = LossKind.Huber, Floor = ScoreFloor.Chance }).Series).Fit!;

        Assert.Equal(Chance, fit.Chance);
        Assert.All(Scales, x => Assert.Equal(Chance + ((1 - Chance) * law.Evaluate(truth, [x])), fit.Predict(x), 1e-4)); // the search ends there
        Assert.Equal(truth[1], fit.Coefficients[1].Value, 1e-2);
    }

    [Fact]
    public void Fit_FloorNone_Binomial_GivesTheValueItself()
    {
        LawFamily law = LawFamily.Parse("score = k * D^a");
        ObservationTable table = Table(Scores("a", x => law.Evaluate([0.01, 0.16], [x])));

        LawFit fit = Assert.Single(Analysis.Of(table, new() { Law = "score = k * D^a", Loss = LossKind.Binomial, Floor = ScoreFloor.None }).Series).Fit!;

        Assert.Null(fit.Chance);
        Assert.Equal(LossKind.Binomial, fit.Loss);
        Assert.Equal(0.16, fit.Coefficients[1].Value, 1e-4);
    }

    [Fact]
    public void Fit_FloorWithoutChance_SaysSo()
    {
        ObservationTable table = Table(Scores("a", x => 0.01 * Math.Pow(x, 0.16)).Select(row => row with { Chance = null }));

        Analysis analysis = Analysis.Of(table, new() { Floor = ScoreFloor.Chance });

        Assert.Contains(analysis.Warnings, warning => warning.EndsWith("no floor at chance, as there is no column chance; the law gives the value itself.", StringComparison.Ordinal));
        Assert.Null(analysis.Series[0].Fit!.Chance);
    }

    [Fact]
    public void Analyse_GaussianWithAFloor_IsRefused() => Assert.Contains(
        "A floor at chance is given with a gaussian likelihood; expected huber or binomial with it.",
        Assert.Throws<ArgumentException>(() => Analysis.Of(Table(Scores("a", _ => 0.5)), new() { Floor = ScoreFloor.Chance, Loss = LossKind.Gaussian })).Message, StringComparison.Ordinal);

    // Both steps are exact, so the forecast is what the truth gives.
    [Fact]
    public void Forecast_ThroughTheLoss_IsTheTruth()
    {
        ObservationTable table = Table([.. Scores("a", ScoreAt), .. Losses("a", LossAt)]);

        Forecast forecast = Assert.Single(Analysis.Of(table, Ahead with { Through = "loss", Loss = LossKind.Binomial }).Series.Single(series => series.Metric == "accuracy").Forecasts);

        Assert.EndsWith("through loss", forecast.Law, StringComparison.Ordinal);
        Assert.Equal(ScoreAt(5e11), forecast.Value, 0.005); // what 8 points determine of 3 + 3 coefficients
        Assert.InRange(ScoreAt(5e11), forecast.Low, forecast.High);
    }

    [Fact]
    public void Forecast_ThroughAMetricThatIsNotThere_NamesThoseThatAre() => Assert.Equal(
        "No row has the metric bpb of the task t to go through; found accuracy.",
        Assert.Throws<ArgumentException>(() => Analysis.Of(Table(Scores("a", ScoreAt)), Ahead with { Through = "bpb:t" })).Message);

    [Fact]
    public void Forecast_ThroughALossOfAnotherTask_NamesTheTaskToGoThrough()
    {
        Observation[] rows = [.. Scores("a", ScoreAt).Select(row => row with { Task = "quiz" }), .. Losses("a", LossAt).Select(row => row with { Task = "text" })];

        Assert.Contains("no forecast through loss: power needs at least 4 scales with a loss above 0; got 0; loss was measured on text: go through loss:text to use that.",
            Assert.Single(Analysis.Of(Table(rows), Ahead with { Through = "loss" }).Warnings, warning => warning.Contains("through", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith("through loss", Assert.Single(Analysis.Of(Table(rows), Ahead with { Through = "loss:text" }).Series.Single(series => series.Metric == "accuracy").Forecasts).Law, StringComparison.Ordinal);
    }

    // The rows beyond the cut are poisoned; a forecast that looked at any would change.
    [Fact]
    public void Backtest_ThroughTheLoss_LooksAtNothingBeyondTheCut()
    {
        Observation[] rows = [.. Scores("a", ScoreAt), .. Losses("a", LossAt)];
        BacktestOptions options = new() { FitBelow = 0.5, Metric = "accuracy", Through = "loss", Resamples = 50, Floor = ScoreFloor.Chance };
        Observation[] poisoned = [.. rows.Select(row => row.PretrainingTokens > 0.5 * Scales[^1] ? row with { Value = row.Value / 2 } : row)];

        BacktestTarget honest = Target(rows);
        BacktestTarget other = Target(poisoned);

        Assert.Equal(ScoreAt(Scales[^1]), honest.Forecast, 0.01); // exact values, 7 points
        Assert.Equal((honest.Forecast, honest.Low, honest.High), (other.Forecast, other.Low, other.High));
        Assert.NotEqual(honest.Actual, other.Actual);

        BacktestTarget Target(Observation[] of) => Assert.Single(TableBacktest.Of(Table(of), options).Backtests, backtest => backtest.Law.EndsWith("through loss", StringComparison.Ordinal)).Targets[^1];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forecast_ScoresAtChance_IsRefusedAndNotCalledFlat(bool average)
    {
        Analysis analysis = Analysis.Of(Table(Scores("a", x => Chance + (0.001 * Math.Sin(x)))), Ahead with { Average = average });

        SeriesResult series = Assert.Single(analysis.Series);
        Assert.Empty(series.Forecasts);
        Assert.Equal(Trend.AtChance, series.Trend!.Trend);
        Assert.Null(series.NotPredictable!.At);
        Assert.StartsWith("not predictable yet: none of its 8 scores stands above chance (0.25) beyond its error.", series.NotPredictable.Message, StringComparison.Ordinal);
        Assert.Contains("are needed is unknown, because the table has no loss or probability for this score", series.NotPredictable.Message, StringComparison.Ordinal);
        Assert.Equal(AdviceAction.Undecided, analysis.Advice!.Action);
        Assert.Equal("no model is distinguishable from chance", analysis.Advice.CannotTell!.Because);
    }

    [Fact]
    public void Forecast_ScoresAtChance_AreForecastWhereAllowed() =>
        Assert.Single(Assert.Single(Analysis.Of(Table(Scores("a", x => Chance + (0.001 * Math.Sin(x)))), Ahead with { Average = true, AllowAtChance = true }).Series).Forecasts);

    // A small model at chance, a large one above it: their losses share one law of the score, so the small one's loss tells when it will rise.
    [Fact]
    public void Forecast_ScoresAtChanceBesideALoss_TellsWhenTheyMayRise()
    {
        ObservationTable table = Table([.. Scores("small", x => ScoreOf(SmallLossAt(x)), 1e6), .. Losses("small", SmallLossAt, 1e6), .. Scores("large", ScoreAt, 1e9), .. Losses("large", LossAt, 1e9)]);

        Analysis analysis = Analysis.Of(table, Ahead);

        NotPredictable low = Assert.Single(analysis.Series, series => series.NotPredictable is not null).NotPredictable!;
        double truth = Enumerable.Range(0, 2000).Select(k => Scales[^1] * Math.Pow(1.01, k)).First(x => ScoreOf(SmallLossAt(x)) >= Chance + low.DetectableRise);
        Assert.Equal("loss", low.Through);
        Assert.InRange(low.At!.Value, truth / 1.5, truth * 1.5); // far beyond the data; steps are of 1.1
        Assert.Contains("By its loss that may be at about", low.Message, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Json(analysis));
        Assert.Equal("not_predictable_yet", json.RootElement.GetProperty("not_predictable")[0].GetProperty("status").GetString());
    }

    // A key that is not balanced lifts guessing a little at every scale; one rise of three errors at the end is no guess.
    [Fact]
    public void ChanceTest_SteadySmallLead_IsAtChance_ButARiseAtTheEndIsNot()
    {
        Assert.NotNull(Analysis.Of(Table(Scores("a", _ => Chance + 0.015)), Ahead).Series[0].NotPredictable); // 1.1 standard errors of 1,000 items
        Assert.Null(Analysis.Of(Table(Scores("a", x => x < Scales[^1] ? Chance : Chance + 0.05)), Ahead).Series[0].NotPredictable); // 3.7
    }

    private static double LossAt(double x) => 1 + (3000 / Math.Pow(x, 0.35));

    private static double SmallLossAt(double x) => 1.3 + (30000 / Math.Pow(x, 0.4));

    private static double ScoreOf(double loss) => Chance + (0.9 * (1 - Chance) / (1 + Math.Exp(6 * (loss - 1.4))));

    private static double ScoreAt(double x) => ScoreOf(LossAt(x));

    private static IEnumerable<Observation> Scores(string model, Func<double, double> value, double parameters = 1e8) =>
        Scales.Select(x => new Observation { PretrainingData = "en", Task = "quiz", Metric = "accuracy", Model = model, Parameters = parameters, PretrainingTokens = x, Value = value(x), Chance = Chance, Items = 1000 });

    private static IEnumerable<Observation> Losses(string model, Func<double, double> value, double parameters = 1e8) =>
        Scales.Select(x => new Observation { PretrainingData = "en", Task = "quiz", Metric = "loss", Model = model, Parameters = parameters, PretrainingTokens = x, Value = value(x) });

    private static ObservationTable Table(IEnumerable<Observation> rows) => new([.. rows]);

    private static string Json(Analysis analysis)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            LawsJson.WriteForecasts(writer, analysis);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
