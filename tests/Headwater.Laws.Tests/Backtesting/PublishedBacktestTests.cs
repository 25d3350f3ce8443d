namespace Headwater.Laws.Tests;

/// <summary>The errors of <c>auto</c> on published measurements, beside those of the rivals. The bounds are what was seen, with room for a change of method that makes nothing worse.</summary>
public class PublishedBacktestTests
{
    [Theory]
    [InlineData("pythia.csv", 0.0531, 0.0962, 209)]
    [InlineData("gadre.csv", 0.0411, 0.1024, 393)]
    [InlineData("rectified.csv", 0.0154, 0.0214, 60)]
    [InlineData("gordon.csv", 0.0247, 0.0389, 26)]
    [InlineData("alabdulmohsin.csv", 0.0090, 0.0142, 20)]
    public void Auto_BelowAnEighth_BeatsEveryNaiveRival(string file, double median, double mean, int series)
    {
        TableBacktest backtest = PublishedTable.Read(file).Backtest(new() { Laws = ["m1"], Resamples = 5 });

        BacktestSummary auto = backtest.Summary.Single(law => law.Law == "auto");
        Assert.Equal(series, auto.Series);
        Assert.True(auto.MedianError <= median, $"median {auto.MedianError}");
        Assert.True(auto.MeanError <= mean, $"mean {auto.MeanError}");
        // Of fewer than a hundred targets the share says little about an upper bound.
        Assert.InRange(auto.Coverage!.Value, 0.85, backtest.Backtests.Where(one => one.Law == "auto").Sum(one => one.Targets.Length) < 100 ? 1 : 0.95);
        Assert.All(backtest.Summary.Where(law => law.Law != "auto"), rival => Assert.True(rival.MedianError > auto.MedianError && rival.MeanError > auto.MeanError, rival.Law));
    }
}
