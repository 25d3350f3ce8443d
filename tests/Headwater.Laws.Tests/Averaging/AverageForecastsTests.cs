using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class AverageForecastsTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 7).Select(k => 250e3 * Math.Pow(2, k))];
    private static readonly AnalysisOptions Options = new() { Average = true, At = [32e6, 64e6], Resamples = 20 };

    [Fact]
    public void Forecasts_PowerLaw_AreNearItAndInsideTheirIntervals()
    {
        Analysis analysis = Analyse(Truth);

        Assert.All(analysis.Series.SelectMany(series => series.Forecasts), forecast =>
        {
            Assert.Equal("auto", forecast.Law);
            Assert.Equal(Truth(forecast.At["pretraining_tokens"]), forecast.Value, 0.05);
            Assert.InRange(forecast.Value, forecast.Low, forecast.High);
        });
        Assert.Equal([2, 4], analysis.Series[0].Forecasts.Select(forecast => forecast.ExtrapolationFactor));
    }

    [Fact]
    public void Forecasts_FlatSeries_SayThatNothingBeatsStandingStill()
    {
        double[] wobble = [2.01, 1.98, 2.02, 1.99, 2.015, 1.985, 2];
        Analysis analysis = StudyTable.Of([.. Enumerable.Range(0, 8).Select(shift =>
            StudyTable.Mixture($"m{shift}", "loss", tokens => wobble[(Array.IndexOf(Scales, tokens) + shift) % wobble.Length], error: null, scales: Scales))]).Analyse(Options);

        Forecast forecast = analysis.Series[0].Forecasts[0];
        Assert.Equal(2, forecast.Value, 0.05);
        Assert.True(forecast.High / forecast.Low < 1.2);
    }

    [Fact]
    public void Forecasts_BeyondTheRange_AreClippedAndSaySo()
    {
        Analysis analysis = StudyTable.Of(StudyTable.Mixture("en", "bleu", tokens => 40 * Math.Pow(tokens / 1e6, 0.2), error: null, scales: Scales)).Analyse(Options with { At = [1e9] });

        Forecast forecast = Assert.Single(analysis.Series[0].Forecasts);
        Assert.Equal(100, forecast.Value);
        Assert.Contains("outside the metric's range: clipped to 100.", forecast.Warning);
        Assert.Contains("times the largest scale measured (16M): beyond 10 times laws often break.", forecast.Warning);
    }

    [Fact]
    public void Forecasts_ThreePoints_SayThatNothingWasChecked()
    {
        Analysis analysis = StudyTable.Of(StudyTable.Mixture("en", "loss", Truth, error: null, scales: Scales[..3])).Analyse(Options with { At = [2e6] });

        Assert.StartsWith("The series is too short to forecast its own end from its beginning", Assert.Single(analysis.Series[0].Forecasts).Warning);
    }

    [Fact]
    public void Json_Auto_HasWeightsThatSumToOne()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            LawsJson.WriteForecasts(writer, Analyse(Truth).Series.SelectMany(series => series.Forecasts));
        }

        JsonElement forecast = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement.GetProperty("forecasts")[0];
        Assert.Equal("auto", forecast.GetProperty("law").GetString());
        Assert.Equal(1, forecast.GetProperty("weights").EnumerateObject().Sum(share => share.Value.GetDouble()), 1e-12);
    }

    private static Analysis Analyse(Func<double, double> truth) =>
        StudyTable.Of([.. Enumerable.Range(0, 3).Select(number => StudyTable.Mixture($"m{number}", "loss", truth, error: null, scales: Scales))]).Analyse(Options);

    private static double Truth(double tokens) => 1.5 + (2 * Math.Pow(tokens / 1e6, -0.35));
}
