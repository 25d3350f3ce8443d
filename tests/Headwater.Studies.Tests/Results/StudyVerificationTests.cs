using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class StudyVerificationTests : IDisposable
{
    private const string Verified = "forecast: { fit-on: 3, at: [4K] }\nverify: 1\n";

    private static readonly string Yaml = TinyStudy.Yaml.Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal).Replace("[1K, 2K]", "[0.1K, 0.2K, 0.5K, 1K, 2K]", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    private StudyFolder Output => new(_folder.Path("out"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Table_ForecastsByLawAndByAverageAndNamesTheLeader()
    {
        FrozenForecasts frozen = FrozenForecasts.Of(Spec(Yaml + Verified), Table());

        Assert.Equal(["de"], frozen.Mixtures);
        Assert.Equal([4000L], frozen.At);
        Assert.Equal(["auto", "bleu-log"], frozen.Forecasts.Select(forecast => forecast.Law).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["de", "en+de"], frozen.Forecasts.Select(forecast => forecast.Mixture).Distinct().Order(StringComparer.Ordinal));
        Assert.All(frozen.Forecasts, forecast => Assert.True(forecast.Tokens == 4000 && forecast.Low <= forecast.Value && forecast.Value <= forecast.High));
    }

    [Fact]
    public void Of_MeasuredSince_TellsErrorIntervalAndOrder()
    {
        FrozenForecasts frozen = new()
        {
            Observations = "0", Mixtures = ["de", "en+de"], At = [4000], Forecasts = [Forecast("de", 12, 10, 13), Forecast("en+de", 9, 8.5, 9.5), Forecast("fr", 5, 4, 6)],
        };
        ObservationTable table = new([Row("de", 4010, 11, "1"), Row("de", 4010, 13, "2"), Row("en+de", 4010, 10, "1"), Row("fr", 2000, 5, "1")]);

        StudyVerification verification = StudyVerification.Of(frozen, table)!;

        Assert.Equal([("de", 12.0, 0.0, true, 2), ("en+de", 10.0, -1.0, false, 1)], verification.Forecasts.Select(row => (row.Forecast.Mixture, row.Measured, row.Error, row.IsInside, row.Seeds)));
        Assert.Equal(-0.1, verification.Forecasts[1].RelativeError, 1e-12);
        VerifiedOrder order = Assert.Single(verification.Orders);
        Assert.Equal((1, 1), (order.Right, order.Pairs));
    }

    [Fact]
    public void Of_NothingMeasured_IsNothing() => Assert.Null(StudyVerification.Of(
        new FrozenForecasts { Observations = "0", Mixtures = ["de"], At = [4000], Forecasts = [Forecast("de", 12, 10, 13)] }, new ObservationTable([Row("de", 2000, 11, "1")])));

    [Fact]
    public void Continue_SeveralSeeds_TrainsFurtherWithTheFirst()
    {
        StudySpec spec = Spec(Yaml.Replace("seed: 3", "seeds: [3, 4]", StringComparison.Ordinal) + Verified);
        FrozenForecasts frozen = new() { Observations = "0", Mixtures = ["de"], At = [1000, 4000], Forecasts = [] };

        StudyPlan plan = StudyPlanner.Plan(frozen.Continue(spec));

        Assert.Equal([("de", (ulong?)3), ("de", 3)], plan.Cells.Where(cell => cell.Tokens > 2000).Select(cell => (cell.Mixture, cell.Seed)));
        Assert.Empty(StudyPlanner.Plan(spec).Jobs.Select(job => job.Id).Except(plan.Jobs.Select(job => job.Id)));
    }

    [Fact]
    public void Run_Verified_FreezesForecastsOnceAndContinuesTheLeader()
    {
        StudySpec spec = Spec(Yaml + Verified.Replace("verify: 1", "verify: [de]", StringComparison.Ordinal));
        List<string> told = [];
        StudyResult Train(StudySpec study) => StudyRunner.Run(study, Output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        StudyResult result = StudyVerifier.Run(spec, Output, told.Add, Train);
        byte[] forecasts = File.ReadAllBytes(Output.ForecastsFile);
        StudyResult again = StudyVerifier.Run(spec, Output, told.Add, Train);

        Assert.True(result.Succeeded && again.Succeeded);
        Assert.Single(told);
        Assert.Equal(forecasts, File.ReadAllBytes(Output.ForecastsFile));
        ObservationTable table = ObservationTable.Read(Output.ObservationsFile);
        Assert.Equal(["de"], table.Rows.Where(row => row.PretrainingTokens > 3000).Select(row => row.PretrainingData!).Distinct());
        Assert.Contains(",4000,", File.ReadAllText(Output.VerificationFile), StringComparison.Ordinal);
        Assert.All(PairedComparison.Read(Output), pair => Assert.True(pair.FirstTokens <= 2000));
    }

    [Theory]
    [InlineData("verify: 1\n", "verify needs pretraining and a scale in forecast.at beyond the largest pretraining.tokens.")]
    [InlineData("forecast: { fit-on: 3, at: [2K] }\nverify: 1\n", "verify needs pretraining and a scale in forecast.at beyond the largest pretraining.tokens.")]
    [InlineData("forecast: { fit-on: 3, at: [4K] }\nverify: [fr]\n", "verify names \"fr\"; expected mixtures of pretraining.mixtures: de, en+de.")]
    [InlineData("forecast: { fit-on: 3, at: [4K] }\nverify: 3\n", "verify is \"3\"; expected a whole number from 1 to 2.")]
    public void Read_VerifyThatCannotBe_IsAFault(string keys, string message) =>
        Assert.Contains(message, Assert.Throws<StudySpecException>(() => Spec(Yaml + keys)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_VerifyOfAScheduleThatEnds_IsAFault() => Assert.Contains("verify continues the trajectories, and pretraining.schedule: cosine ends", Assert.Throws<StudySpecException>(
        () => Spec(Yaml.Replace("  warm-up: 10\n", "  schedule: cosine\n", StringComparison.Ordinal) + Verified)).Message, StringComparison.Ordinal);

    private static FrozenForecast Forecast(string mixture, double value, double low, double high) =>
        new() { Metric = "bleu", Mixture = mixture, FinetuningExamples = 40, Tokens = 4000, Law = "bleu-log", Value = value, Low = low, High = high, Level = 0.9 };

    private static Observation Row(string mixture, double tokens, double value, string seed) => new()
    {
        Metric = "bleu", PretrainingData = mixture, PretrainingTokens = tokens, FinetuningExamples = 40, Value = value, StandardError = 0.1, Seed = seed,
    };

    private static ObservationTable Table() => new([.. from mixture in new[] { ("de", 3.0), ("en+de", 2.0) }
        from tokens in new[] { 100.0, 200, 500, 1000, 2000 }
        select Row(mixture.Item1, tokens, mixture.Item2 * Math.Log(tokens), "1")]);

    private StudySpec Spec(string yaml) => StudyReader.Read(TinyStudy.Write(_folder, yaml));
}
