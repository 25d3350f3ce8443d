namespace Headwater.Laws.Tests;

public class SmallestScalesTests
{
    private static readonly Func<double, double> Loss = tokens => 1.5 + (2 * Math.Pow(tokens / 1e6, -0.35));

    [Fact]
    public void Backtest_NoiseFreeSeries_HasNoError()
    {
        double[] scales = [.. Enumerable.Range(0, 7).Select(k => 250e3 * Math.Pow(2, k))];

        Backtest backtest = StudyTable.Of(StudyTable.Mixture("en", "loss", Loss, error: null, scales: scales)).Analyse(new() { Law = "power", FitOn = 5, Resamples = 50 }).Series[0].Backtest!;

        Assert.Equal(5, backtest.PointsFitted);
        Assert.Equal(scales[4], backtest.Cutoff);
        Assert.Equal(scales[5..], backtest.Targets.Select(target => target.X));
        Assert.Equal(0, backtest.Error, 1e-6);
    }

    [Fact]
    public void Backtest_HeldOutValues_DoNotReachTheFit()
    {
        ObservationTable honest = StudyTable.Of(StudyTable.Mixture("en", "loss", Loss));
        ObservationTable other = StudyTable.Of(StudyTable.Mixture("en", "loss", tokens => tokens > 2e6 ? 99 : Loss(tokens)));

        BacktestTarget first = honest.Analyse(new() { FitOn = 4, Resamples = 50 }).Series[0].Backtest!.Targets[0];
        BacktestTarget second = other.Analyse(new() { FitOn = 4, Resamples = 50 }).Series[0].Backtest!.Targets[0];

        Assert.Equal((first.Forecast, first.Low, first.High), (second.Forecast, second.Low, second.High));
        Assert.Equal(99, second.Actual);
    }

    [Fact]
    public void Backtest_ByAuto_LearnsFromTheSmallestScalesOfAllSeries()
    {
        Analysis Made(double change) => StudyTable.Of(
            StudyTable.Mixture("en", "loss", Loss), StudyTable.Mixture("de", "loss", tokens => tokens > 2e6 ? change : Loss(tokens) + 0.1)).Analyse(new() { FitOn = 4, Resamples = 50 });

        Backtest[] first = [.. Made(1.7).Series.Select(series => series.Backtest!)];
        Backtest[] second = [.. Made(99).Series.Select(series => series.Backtest!)];

        Assert.All(first, backtest => Assert.Equal("auto", backtest.Law));
        Assert.Equal(first.SelectMany(backtest => backtest.Targets).Select(target => (target.Forecast, target.Low, target.High)), second.SelectMany(backtest => backtest.Targets).Select(target => (target.Forecast, target.Low, target.High)));
    }

    [Fact]
    public void Backtest_TooFewToFit_IsNullAndSaysWhy()
    {
        Analysis analysis = StudyTable.Of(StudyTable.Mixture("en", "loss", Loss)).Analyse(new() { Law = "power", FitOn = 3, Resamples = 50 });

        Assert.Null(analysis.Series[0].Backtest);
        Assert.Contains("pretraining_data en, metric loss: no backtest on the 3 smallest scales; it needs at least 4 to fit and one of the 5 left to forecast.", analysis.Warnings);
    }
}
