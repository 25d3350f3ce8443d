namespace Headwater.Laws.Tests;

public class PublishedDataTests
{
    [Fact]
    public void Gordon_BleuOverSentencePairs_FitsAndForecasts()
    {
        Analysis analysis = PublishedTable.Read("gordon.csv").Analyse(new() { Scale = "finetuning_examples", Metric = "bleu", FitOn = 7, Resamples = 200, At = [2e6] });

        Assert.All(analysis.Series, series => Assert.NotNull(series.Fit));
        Assert.All(analysis.Series, series => Assert.All(series.Forecasts, forecast => Assert.InRange(forecast.Value, forecast.Low, Math.Min(100, forecast.High))));
        Assert.All(analysis.Series, series => Assert.True(series.Fit!.RootMeanSquareLog < 0.35));
        Assert.Contains(analysis.Series, series => series.Backtest is not null);
    }

    // The authors' own fit leaves an RMS log loss of about 0.01 on these curves (rectified_published_rmsd.csv).
    [Fact]
    public void Rectified_UserLaw_FitsAsCloselyAsPublished()
    {
        Analysis analysis = PublishedTable.Read("rectified.csv").Analyse(new() { Scale = "finetuning_examples", Law = "loss = E + B / (D0 + F^beta)", Resamples = 50 });

        double[] errors = [.. analysis.Series.Select(series => series.Fit!.RootMeanSquareLog).Order()];
        Assert.Equal(60, errors.Length);
        Assert.True(errors[errors.Length / 2] < 0.015);
    }
}
