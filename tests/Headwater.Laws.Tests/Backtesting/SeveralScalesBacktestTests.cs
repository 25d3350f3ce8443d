using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class SeveralScalesBacktestTests
{
    private static readonly double[] Parameters = [.. Enumerable.Range(0, 6).Select(k => 1e7 * Math.Pow(3, k))];
    private static readonly double[] Tokens = [.. Enumerable.Range(0, 6).Select(k => 1e9 * Math.Pow(2, k))];

    private static BacktestOptions Chinchilla => new() { Laws = ["chinchilla"], Resamples = 20 };

    [Fact]
    public void Chinchilla_NoiseFree_ForecastsWhatLiesBeyondTheCutInCompute()
    {
        Backtest backtest = Assert.Single(Grid(noise: 0).Backtest(Chinchilla).Backtests);

        double cut = 0.125 * Parameters[^1] * Tokens[^1];
        Assert.Equal("parameters * pretraining_tokens", backtest.CutBy);
        Assert.Equal(Parameters.Sum(n => Tokens.Count(d => n * d <= cut)), backtest.PointsFitted);
        Assert.True(backtest.Cutoff <= cut);
        Assert.Equal(36 - backtest.PointsFitted, backtest.Targets.Length);
        Assert.All(backtest.Targets, target => Assert.Equal(target.X, target.Place!["parameters"] * target.Place["pretraining_tokens"], 1e-6 * target.X));
        Assert.All(backtest.Targets, target => Assert.True(target.X > cut));

        // Points without noise give the law back to a millionth.
        Assert.InRange(backtest.Error, 0, 1e-5);
    }

    [Fact]
    public void Chinchilla_ComputeInEveryRow_CutsByIt()
    {
        ObservationTable table = Grid(noise: 0);
        ObservationTable counted = table with { Rows = [.. table.Rows.Select(row => row with { Compute = 7 * row.Parameters * row.PretrainingTokens })] };

        Backtest backtest = Assert.Single(counted.Backtest(Chinchilla).Backtests);

        Assert.Equal("compute", backtest.CutBy);
        Assert.Equal(7 * table.Backtest(Chinchilla).Backtests[0].Cutoff, backtest.Cutoff, 1e-6 * backtest.Cutoff);
        Assert.All(backtest.Targets, target => Assert.Equal(["parameters", "pretraining_tokens"], target.Place!.Keys));
    }

    [Fact]
    public void Summary_TwoLaws_HasBothWithIntervalsThatCover()
    {
        TableBacktest backtest = Grid(noise: 0.005).Backtest(Chinchilla with { Laws = ["chinchilla", "kaplan"] });

        Assert.Equal(["chinchilla", "kaplan"], backtest.Summary.Select(law => law.Law));
        Assert.InRange(backtest.Summary[0].Coverage!.Value, 0.7, 1);
        Assert.All(backtest.Summary, law => Assert.Null(law.AutoMedianError));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e4)]
    public void Forecasts_HeldOutValuesChanged_AreByteEqual(double factor)
    {
        ObservationTable table = Grid(noise: 0.01);
        double cut = 0.125 * Parameters[^1] * Tokens[^1] * (1 + 1e-9);
        ObservationTable changed = table with { Rows = [.. table.Rows.Select(row => row.Parameters * row.PretrainingTokens > cut ? row with { Value = row.Value * factor } : row)] };

        Assert.Equal(ForecastsOf(table), ForecastsOf(changed));
    }

    [Fact]
    public void Points_TooFewBelowTheCut_AreRefusedWithWhatIsMissing()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Grid(noise: 0).Backtest(Chinchilla with { FitBelow = 1e-3 }));

        Assert.Equal(
            "None of 1 series over parameters and pretraining_tokens has enough points, or a fit: a backtest of chinchilla takes at least 7 distinct places with values above 0, "
            + "6 of them at or below 0.001 of the largest parameters * pretraining_tokens, and one beyond. Add points there, or cut higher.\nhint: --fit-below 0.01",
            fault.Message);
    }

    [Fact]
    public void Law_OverMixingRates_IsRefused()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Grid(noise: 0).Backtest(Chinchilla with { Laws = ["data-mixing"] }));

        Assert.Equal("data-mixing goes over mixing rates: nothing says which of its points are the large ones. A backtest takes laws over sizes.", fault.Message);
    }

    [Fact]
    public void Json_PlaceInAllScales_IsX()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            LawsJson.WriteBacktests(writer, Grid(noise: 0).Backtest(Chinchilla));
        }

        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        JsonElement backtest = json.RootElement.GetProperty("backtests")[0];
        JsonElement x = backtest.GetProperty("targets")[0].GetProperty("x");
        Assert.Equal(["parameters", "pretraining_tokens"], x.EnumerateObject().Select(scale => scale.Name));
        Assert.Equal("parameters * pretraining_tokens", backtest.GetProperty("cut_by").GetString());
    }

    private static ObservationTable Grid(double noise)
    {
        RandomStream random = new(3);
        return new(
        [
            .. from n in Parameters
               from d in Tokens
               select new Observation { Metric = "loss", Parameters = n, PretrainingTokens = d, Value = (1.69 + (406.4 / Math.Pow(n, 0.34)) + (410.7 / Math.Pow(d, 0.28))) * Math.Exp(noise * random.NextNormal()) },
        ]);
    }

    private static string ForecastsOf(ObservationTable table)
    {
        StringBuilder text = new();
        foreach (BacktestTarget target in table.Backtest(Chinchilla).Backtests.SelectMany(backtest => backtest.Targets))
        {
            text.Append(CultureInfo.InvariantCulture, $"{target.X:R} {target.Forecast:R} {target.Low:R} {target.High:R}\n");
        }

        return text.ToString();
    }
}
