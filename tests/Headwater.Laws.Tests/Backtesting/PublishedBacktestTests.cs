namespace Headwater.Laws.Tests;

/// <summary>The errors of <c>auto</c> on published measurements, beside those of the rivals. The bounds are what was seen, with room for a change of method that makes nothing worse.</summary>
public class PublishedBacktestTests
{
    [Theory]
    [InlineData("pythia.csv", 0.055, 0.099, 209)]
    [InlineData("gadre.csv", 0.043, 0.105, 393)]
    [InlineData("rectified.csv", 0.0158, 0.0222, 60)]
    [InlineData("gordon.csv", 0.026, 0.041, 26)]
    [InlineData("alabdulmohsin.csv", 0.0095, 0.0148, 20)]
    public void Auto_BelowAnEighth_BeatsEveryNaiveRival(string file, double median, double mean, int series)
    {
        TableBacktest backtest = PublishedTable.Read(file).Backtest(new() { Laws = ["m1"], Resamples = 5 });

        BacktestSummary auto = backtest.Summary.Single(law => law.Law == "auto");
        Assert.Equal(series, auto.Series);
        Assert.True(auto.MedianError <= median, $"median {auto.MedianError}");
        Assert.True(auto.MeanError <= mean, $"mean {auto.MeanError}");
        Assert.InRange(auto.Coverage!.Value, 0.85, 0.95);
        Assert.All(backtest.Summary.Where(law => law.Law != "auto"), rival => Assert.True(rival.MedianError > auto.MedianError && rival.MeanError > auto.MeanError, rival.Law));
    }
}
