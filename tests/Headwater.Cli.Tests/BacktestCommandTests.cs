using System.Globalization;
using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class BacktestCommandTests : CommandLineFixture
{
    [Fact]
    public void FitBelow_Json_HasTheShapeAndOneSummaryForEachLaw()
    {
        JsonElement result = Run("backtest", Table(9), "--fit-below", "0.125", "--json").Json();

        JsonElement backtest = result.GetProperty("backtests")[0];
        Assert.Equal(["series", "law", "cutoff", "points_fitted", "targets", "error"], backtest.EnumerateObject().Select(property => property.Name));
        Assert.Equal("auto", backtest.GetProperty("law").GetString());
        Assert.Equal(["x", "actual", "forecast", "low", "high"], backtest.GetProperty("targets")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["auto", "bleu-log", "curve-3", "curve-4", "curve-5", "last-value", "line", "line-2", "line-3", "tail-curve", "tail-level", "tail-line"],
            result.GetProperty("summary").EnumerateObject().Select(property => property.Name));
        Assert.Equal(["median_error", "mean_error", "coverage", "interval_width", "interval_score", "series"], result.GetProperty("summary").GetProperty("auto").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void FitBelow_TwoLaws_AreBothThere()
    {
        JsonElement summary = Run("backtest", Table(9), "--law", "m1,m3", "--json").Json().GetProperty("summary");

        Assert.True(summary.TryGetProperty("m1", out _) && summary.TryGetProperty("m3", out _) && !summary.TryGetProperty("bleu-log", out _));
    }

    [Fact]
    public void FitBelow_ForPeople_ShowsAutoAndWhatItBeats()
    {
        CommandResult result = Run("backtest", Table(9));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Backtest errors of each law", result.Output, StringComparison.Ordinal);
        Assert.Contains("Auto better, median", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FitOn_Number_ForecastsTheRest()
    {
        JsonElement targets = Run("backtest", Table(9), "--fit-on", "6", "--json").Json().GetProperty("backtests")[0].GetProperty("targets");

        Assert.Equal(3, targets.GetArrayLength());
    }

    [Theory]
    [InlineData("--fit-below", "1.5", "The share to fit below is 1.5; expected a number between 0 and 1, such as 0.125.")]
    [InlineData("--law", "powr", "There is no law \"powr\"; did you mean power")]
    [InlineData("--metric", "ter", "--metric is \"ter\", which no row of the table has; expected bleu.\nhint: --metric bleu")]
    [InlineData("--min-points", "30", "None of 2 series has enough points: a backtest takes at least 30 distinct scales above 0")]
    public void Option_Wrong_Exits2AndSaysWhatWasExpected(string option, string value, string message)
    {
        CommandResult result = Run("backtest", Table(9), option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void BothWaysToCut_Exits2()
    {
        CommandResult result = Run("backtest", Table(9), "--fit-on", "4", "--fit-below", "0.5");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--fit-on and --fit-below were given together; expected one of them.\nhint: leave out one of them.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_WithoutLaw_IsAutos()
    {
        Assert.Equal("auto", LawOf("forecast", Table(9), "--at", "200M", "--json"));
        Assert.Equal("bleu-log", LawOf("forecast", Table(9), "--at", "200M", "--law", "bleu-log", "--json"));

        string? LawOf(params string[] arguments) => Run(arguments).Json().GetProperty("forecasts")[0].GetProperty("law").GetString();
    }

    [Fact]
    public void Fit_LawAuto_Exits2AndSaysWhy()
    {
        CommandResult result = Run("fit", Table(9), "--law", "auto");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--law is auto, which averages forecasts and has no coefficients", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200M")]
    [InlineData("400M")]
    public void Advise_AndForecast_GiveOneAnswer(string at)
    {
        JsonElement forecast = Run("forecast", Table(9), "--at", at, "--json").Json().GetProperty("forecasts")[0];
        JsonElement advised = Run("advise", Table(9), "--at", at, "--json").Json().GetProperty("mixtures").EnumerateArray()
            .First(mixture => mixture.GetProperty("mixture").GetString() == forecast.GetProperty("series").GetProperty("pretraining_data").GetString()).GetProperty("forecasts")[0];
        JsonElement beside = Run("forecast", Table(9), "--at", $"{at},800M", "--json").Json().GetProperty("forecasts")[0];

        foreach (string part in (string[])["value", "low", "high"])
        {
            Assert.Equal(forecast.GetProperty(part).GetDouble(), advised.GetProperty(part).GetDouble());
            Assert.Equal(forecast.GetProperty(part).GetDouble(), beside.GetProperty(part).GetDouble());
        }
    }

    private string Table(int points)
    {
        string path = Path.Combine(Folder, "scores.csv");
        IEnumerable<string> rows = from mixture in (string[])["en", "de"]
                                   from k in Enumerable.Range(0, points)
                                   let tokens = 250e3 * Math.Pow(2, k)
                                   let score = Math.Pow(2 + ((mixture == "en" ? 0.7 : 0.6) * Math.Log(tokens / 1e5)), 1.5)
                                   select string.Create(CultureInfo.InvariantCulture, $"{mixture},{tokens:R},bleu,{score:R}");
        File.WriteAllLines(path, ["pretraining_data,pretraining_tokens,metric,value", .. rows]);
        return path;
    }
}
