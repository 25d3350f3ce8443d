using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws.Tests;

public sealed class FittedLawTests
{
    private static readonly double[] Scales = [1e6, 2e6, 4e6, 8e6, 16e6, 32e6];

    [Fact]
    public void Fit_PointsOfAPowerLaw_GivesItsCoefficientsBack()
    {
        FittedLaw fit = LawFamily.Power.Fit(Scales.Select(scale => new MeasuredPoint(scale, Loss(scale), null, 1)));

        Assert.Equal([2, 100, 0.3], fit.Fit.Coefficients.Select(coefficient => coefficient.Value), (expected, found) => Math.Abs(found / expected - 1) < 1e-3);
        Assert.Equal(Loss(128e6), fit.Forecast(128e6).Value, 1e-4);
    }

    [Fact]
    public void Forecast_OfASeries_IsThatOfTheWholeTable()
    {
        ObservationTable table = Table();
        AnalysisOptions options = new() { Law = "power", At = [64e6], Resamples = 60, Seed = 3 };

        FittedLaw fit = LawFamily.Power.Fit(MeasuredSeries.Of(table, "loss")[0], new() { Resamples = 60, Seed = 3 });

        Forecast expected = Analysis.Of(table, options).Series[0].Forecasts[0];
        Forecast found = fit.Forecast(64e6);
        Assert.Equal((expected.Value, expected.Low, expected.High), (found.Value, found.Low, found.High));
    }

    [Fact]
    public void Decide_Mixtures_IsTheAdviceOnTheWholeTable()
    {
        ObservationTable table = Table();
        FitSettings settings = new() { Resamples = 60, Seed = 3 };

        Advice advice = Advice.Decide([.. MeasuredSeries.Of(table, "loss").Select(series => LawFamily.Power.Fit(series, settings))], at: 64e6);

        Advice expected = Analysis.Of(table, new() { Law = LawFamily.Power.Equation, Average = false, At = [64e6], Resamples = 60, Seed = 3 }).Advice!;
        Assert.Equal("de", advice.Mixture);
        Assert.Equal((expected.Action, expected.Mixture, expected.ProbabilityBest), (advice.Action, advice.Mixture, advice.ProbabilityBest));
    }

    [Fact]
    public void ToString_InACommaCulture_IsReadableAndInvariant()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("de-DE");
            FittedLaw fit = LawFamily.Power.Fit(MeasuredSeries.Of(Table(), "loss")[0], new() { Resamples = 60 });

            string[] lines = fit.ToString().Split('\n');

            Assert.Equal("power: loss = E + A / D^alpha", lines[0]);
            Assert.Matches(@"^  E = \d+(\.\d+)? \[\d+(\.\d+)?, \d+(\.\d+)?\]$", lines[1]);
            Assert.StartsWith("6 points within ", lines[^1], StringComparison.Ordinal);
            Assert.Matches(@"^loss \d\.\d+ \[\d\.\d+, \d\.\d+\] at 64M pretraining tokens, 2 times the largest scale measured$", fit.Forecast(64e6).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Forecast_FarBeyondTheData_IsRefusedUnlessAsked()
    {
        ImmutableArray<MeasuredPoint> points = [.. Scales.Select(scale => new MeasuredPoint(scale, Loss(scale), null, 1))];

        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => LawFamily.Power.Fit(points).Forecast(32e9));

        Assert.StartsWith("no forecast at 32B, 1000 times the largest scale measured", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1000, LawFamily.Power.Fit(points, new() { AllowExtrapolation = true }).Forecast(32e9).ExtrapolationFactor, 9);
    }

    [Fact]
    public void Fit_TooFewPoints_SaysHowManyAreMissing()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => LawFamily.Power.Fit([new(1e6, 3, null, 1), new(2e6, 2.8, null, 1)]));

        Assert.StartsWith("power needs at least 4 distinct pretraining_tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_FitsThatDoNotCompete_IsRefused()
    {
        FittedLaw bare = LawFamily.Power.Fit(Scales.Select(scale => new MeasuredPoint(scale, Loss(scale), null, 1)));
        ImmutableArray<MeasuredSeries> series = MeasuredSeries.Of(Table(), "loss");

        Assert.Throws<ArgumentException>(() => Advice.Decide([], 1e9));
        Assert.Throws<ArgumentException>(() => Advice.Decide([bare], 1e9));
        Assert.Throws<ArgumentException>(() => Advice.Decide([LawFamily.Power.Fit(series[0]), LawFamily.Power.Fit(series[1], new() { Level = 0.5 })], 1e9));
    }

    private static double Loss(double scale) => 2 + (100 / Math.Pow(scale, 0.3));

    // The second mixture is better at every scale; a fixed wobble keeps the fits from being exact.
    private static ObservationTable Table() => new([.. from mixture in (string[])["en", "de"]
        from index in Enumerable.Range(0, Scales.Length)
        select new Observation
        {
            Metric = "loss", PretrainingData = mixture, PretrainingTokens = Scales[index],
            Value = (mixture == "en" ? 0.2 : 0) + Loss(Scales[index]) + (0.002 * Math.Sin((7 * index) + mixture[0])),
        }]);
}
