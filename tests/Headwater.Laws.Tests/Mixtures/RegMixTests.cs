namespace Headwater.Laws.Tests.Mixtures;

/// <summary>The published figures on RegMix's tables (docs/decisions/mixtures.md): fitted on the first mixtures at 1M parameters, scored on the 64 models of 1B.</summary>
public sealed class RegMixTests
{
    [Theory]
    [InlineData(64, 0.934, 0.908)]
    [InlineData(128, 0.946, 0.921)]
    public void Predict_LargerModels_ScoresAsPublished(int runs, double correlation, double pairs) => Check(runs, correlation, pairs);

    [Fact(Explicit = true)]
    public void Predict_LargerModelsFromAllRuns_ScoresAsPublished() => Check(512, 0.956, 0.930);

    private static void Check(int runs, double correlation, double pairs)
    {
        ObservationTable small = Read("regmix_train_1m.csv");
        ObservationTable large = Read("regmix_test_1b.csv");
        MixtureRuns first = MixtureRuns.Of(new ObservationTable([.. small.Rows.Where(row => int.Parse(row.PretrainingData!.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture) <= runs)]));
        MixtureAnalysis analysis = MixtureAnalysis.Of(first, new());

        MixturePrediction[] predictions = [.. analysis.Predict(MixtureRates.Of(large, first.Design.Corpora))];
        var scores = predictions.GroupBy(prediction => prediction.Target.Task).Select(target =>
        {
            double[] forecasts = [.. target.Select(prediction => prediction.Forecast.Value)];
            double[] measured = [.. target.Select(prediction => large.Rows.Single(row => row.Task == target.Key && row.PretrainingData == prediction.Mixture).Value)];
            return (Correlation: Moments.Correlation(Moments.Ranks(forecasts), Moments.Ranks(measured)), Pairs: PairOrder.Accuracy(forecasts, measured, [.. Enumerable.Range(0, measured.Length)]));
        }).ToArray();

        Assert.Equal(13, scores.Length);
        Assert.Equal(correlation, scores.Average(score => score.Correlation), 5e-4);
        Assert.Equal(pairs, scores.Average(score => score.Pairs), 5e-4);
    }

    private static ObservationTable Read(string name)
    {
        string? data = Environment.GetEnvironmentVariable("HEADWATER_DATA");
        if (data is null || !File.Exists(Path.Combine(data, "measurements", name)))
        {
            Assert.Skip("Set HEADWATER_DATA to the folder with the measurements to run this test.");
        }

        return ObservationTable.Read(Path.Combine(data, "measurements", name));
    }
}
