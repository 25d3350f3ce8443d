using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public class SeveralScalesTests
{
    private const string Chinchilla = "chinchilla";

    private static readonly double[] ChinchillaTruth = [1.69, 406.4, 0.34, 410.7, 0.28];

    [Fact]
    public void Of_DataMixing_GivesTheLawOfTheTablesCorporaBack()
    {
        SeriesResult series = Mixtures().Analyse(new() { Law = "data-mixing", Resamples = 20 }).Series.Single();

        Assert.Equal(["c", "t_de", "t_en", "t_fr"], series.Fit!.Coefficients.Select(coefficient => coefficient.Name));
        Assert.All(series.Fit.Coefficients.Zip([1.5, -0.3, 0.4, 0.8]), pair => Assert.Equal(pair.Second, pair.First.Value, 1e-4));
        Assert.Equal(12, series.Fit.Points);
    }

    // A rate of 0 is a mixture without the corpus, not a row without a number: the pure mixtures are fitted too.
    [Fact]
    public void Of_DataMixing_ForecastsAnotherMixture()
    {
        SeriesResult series = Mixtures().Analyse(new() { Law = "data-mixing", Resamples = 20, AtPlaces = [Place(("rate_en", 0.1), ("rate_de", 0.2), ("rate_fr", 0.7))] }).Series.Single();

        Forecast forecast = Assert.Single(series.Forecasts);
        Assert.Equal(MixingLoss(0.1, 0.2, 0.7), forecast.Value, 1e-5);
        Assert.Equal(["rate_de", "rate_en", "rate_fr"], forecast.At.Keys);
        Assert.Empty(series.Band);
        Assert.Null(series.Trend);
    }

    [Fact]
    public void Of_DataMixingWithoutRates_SaysWhichColumnsItNeeds()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Grid().Analyse(new() { Law = "data-mixing" }));

        Assert.StartsWith("data-mixing sums over the corpora of a mixture, but no corpora were given; expected a table with columns rate_CORPUS.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_MixturesOverTokens_AreSeriesOfTheirOwn()
    {
        IEnumerable<Observation> rows = from en in new[] { 0.25, 0.75 }
                                        from tokens in StudyTable.Doublings
                                        select new Observation { Metric = "loss", PretrainingTokens = tokens, Value = 2 + en, Rates = Observation.NoNumbers.Add("en", en).Add("de", 1 - en) };

        Analysis analysis = new ObservationTable([.. rows]).Analyse();

        Assert.Equal(["metric loss, rate_de 0.25, rate_en 0.75", "metric loss, rate_de 0.75, rate_en 0.25"], analysis.Series.Select(series => series.Key.Label));
    }

    [Theory]
    [InlineData("parameters", "pretraining_tokens")]
    [InlineData("N", "D")]
    public void Forecast_LawInTwoScales_IsAtBoth(string parameters, string tokens)
    {
        SeriesResult series = Grid().Analyse(new() { Law = Chinchilla, Resamples = 40, AtPlaces = [Place((parameters, 3e9), (tokens, 1e11))] }).Series.Single();

        Forecast forecast = Assert.Single(series.Forecasts);
        Assert.Equal(LawCatalogue.Find(Chinchilla).Evaluate(ChinchillaTruth, [3e9, 1e11]), forecast.Value, 1e-4);
        Assert.InRange(forecast.Value, forecast.Low, forecast.High);
        Assert.Equal([("parameters", 3e9), ("pretraining_tokens", 1e11)], forecast.At.Select(scale => (scale.Key, scale.Value)));
        Assert.Equal(3, forecast.ExtrapolationFactor, 1e-9);
        Assert.Equal(9, series.Points.Length);
    }

    [Fact]
    public void Forecast_FarInOneOfTwoScales_WarnsOfThatOneAndIsRefusedBeyond()
    {
        Analysis analysis = Grid().Analyse(new() { Law = Chinchilla, Resamples = 20, AtPlaces = [Place(("N", 2e10), ("D", 5e10)), Place(("N", 1e9), ("D", 1e13))] });

        Forecast forecast = Assert.Single(analysis.Series.Single().Forecasts);
        Assert.Contains("parameters 20B is 20 times the largest scale measured (1B)", forecast.Warning, StringComparison.Ordinal);
        Assert.Contains("metric loss: no forecast at 1B/10T, 200 times the largest scale measured; the limit is 100 times. Measure nearer to it, or allow extrapolation.\nhint: --allow-extrapolation", analysis.Warnings);
    }

    [Fact]
    public void Forecast_OneScaleForALawInTwo_AsksForBoth()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Grid().Analyse(new() { Law = Chinchilla, At = [1e11] }));

        Assert.Equal("chinchilla has 2 scales, and 100B says only one to forecast at; expected one for each: parameters=…,pretraining_tokens=….\nhint: --at parameters=100B,pretraining_tokens=100B", fault.Message);
    }

    [Fact]
    public void Forecast_TwoScalesForALawInOne_SaysWhichItGoesOver()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Grid().Analyse(new() { AtPlaces = [Place(("parameters", 3e9), ("pretraining_tokens", 1e11))] }));

        Assert.Equal("power cannot be forecast at parameters=3B,pretraining_tokens=100B; expected the scale it goes over: pretraining_tokens=….\nhint: --at pretraining_tokens=100B", fault.Message);
    }

    // A law for losses does not serve the scores of the same table, and what was asked of it says nothing to them.
    [Fact]
    public void Forecast_PlaceForOneOfTwoMetrics_LeavesTheOtherWithoutOne()
    {
        IEnumerable<Observation> scores = Grid().Rows.Select(row => row with { Metric = "bleu", Value = 30 - row.Value });

        Analysis analysis = StudyTable.Of(Grid().Rows, scores).Analyse(new() { Law = Chinchilla, Resamples = 20, AtPlaces = [Place(("N", 3e9), ("D", 1e11))] });

        Assert.Equal([1, 0, 0, 0], analysis.Series.Select(series => series.Forecasts.Length));
    }

    [Fact]
    public void Forecast_FromALoss_CountsTheOtherWay()
    {
        ObservationTable table = StudyTable.Of(
            StudyTable.Mixture("en", "cross-entropy", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01),
            StudyTable.Mixture("en", "bleu", tokens => 70 * Math.Exp(-0.5 * (2 + Math.Pow(tokens / 1e6, -0.4)))));

        Forecast forecast = table.Analyse(new() { Law = "gordon-bleu", Metric = "bleu", Resamples = 20, AtPlaces = [Place(("L", 1.25))] }).Series.Single().Forecasts.Single();

        double smallest = 2 + Math.Pow(4, -0.4);
        Assert.Equal(smallest / 1.25, forecast.ExtrapolationFactor, 1e-9);
        Assert.Equal(70 * Math.Exp(-0.625), forecast.Value, 1e-3);
    }

    [Fact]
    public void Of_OneSizeForALawInTwo_IsRefused()
    {
        ObservationTable table = new([.. from d in Enumerable.Range(0, 8) select new Observation { Metric = "loss", Parameters = 6e7, PretrainingTokens = 1e9 * (d + 1), Value = 3 - (0.1 * d) }]);

        SeriesResult series = table.Analyse(new() { Law = Chinchilla }).Series.Single();

        Assert.Equal("chinchilla goes over parameters and pretraining_tokens, and parameters is 60M at all 8 points: nothing shows what it does. Add points where parameters differs, or use a law without N.", series.Refusal);
    }

    [Fact]
    public void Of_TooFewPointsForALawInTwo_SaysHowManyAreMissing()
    {
        SeriesResult series = (Grid() with { Rows = Grid().Rows[..4] }).Analyse(new() { Law = Chinchilla }).Series.Single();

        Assert.StartsWith("chinchilla needs at least 6 distinct parameters and pretraining_tokens with a value above 0 to fit 5 coefficients; got 4 (100M/2B, 100M/10B, 100M/50B, 300M/2B). Add 2 more, or use", series.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LawWithoutScale_SaysWhatItTookForCoefficients()
    {
        ObservationTable table = ObservationTable.Parse("width,loss\n16,3\n32,2\n", ".csv", "t");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => table.Analyse(new() { Law = "loss = E + A / X^alpha" }));

        Assert.Equal(
            "loss = E + A / X^alpha goes over no scale: E, A, X, alpha are coefficients, so its value is the same everywhere. "
            + "Expected D (pretraining_tokens), N (parameters), F (finetuning size), C (compute), U (unique_tokens), L (the cross-entropy), a mixing rate, or a column of the table: width.",
            fault.Message);
    }

    [Fact]
    public void Of_NegativeScale_IsShownButNotFitted()
    {
        ObservationTable table = ObservationTable.Parse("lr,loss\n-1,9\n1,3\n2,2\n4,1.5\n8,1.25\n16,1.2\n", ".csv", "t");

        Analysis analysis = table.Analyse(new() { Scale = "lr", Resamples = 20 });

        Assert.Equal(5, analysis.Series.Single().Fit!.Points);
        Assert.Contains("metric loss: 1 row has lr at 0 or below and is shown but not fitted.", analysis.Warnings);
    }

    private static ImmutableSortedDictionary<string, double> Place(params (string Name, double Scale)[] scales) => scales.ToImmutableSortedDictionary(scale => scale.Name, scale => scale.Scale);

    private static ObservationTable Grid() => new(
        [.. from n in new[] { 1e8, 3e8, 1e9 }
            from d in new[] { 2e9, 1e10, 5e10 }
            select new Observation { Metric = "loss", Parameters = n, PretrainingTokens = d, Value = LawCatalogue.Find(Chinchilla).Evaluate(ChinchillaTruth, [n, d]) }]);

    private static double MixingLoss(double en, double de, double fr) => 1.5 + Math.Exp((0.4 * en) - (0.3 * de) + (0.8 * fr));

    // Mixtures by name, a corpus that a mixture is without left unnamed.
    private static ObservationTable Mixtures()
    {
        (double En, double De, double Fr)[] rates = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0.5, 0.5, 0), (0.5, 0, 0.5), (0, 0.5, 0.5), (0.25, 0.75, 0), (0.75, 0, 0.25), (0, 0.25, 0.75), (0.2, 0.3, 0.5), (0.6, 0.2, 0.2), (0.3, 0.6, 0.1)];
        return new([.. rates.Select((rate, number) => new Observation
        {
            PretrainingData = $"mixture {number}",
            PretrainingTokens = 1e9,
            Metric = "loss",
            Value = MixingLoss(rate.En, rate.De, rate.Fr),
            Rates = Observation.NoNumbers.AddRange(new Dictionary<string, double> { ["en"] = rate.En, ["de"] = rate.De, ["fr"] = rate.Fr }.Where(one => one.Value > 0)),
        })]);
    }
}
