using System.Globalization;
using System.Text;

namespace Headwater.Laws.Tests;

public class TableBacktestTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 9).Select(k => 250e3 * Math.Pow(2, k))];

    [Fact]
    public void Auto_NoiseFreePowerLaws_IsNearTheTruth()
    {
        TableBacktest backtest = Table(noise: 0).Backtest();

        BacktestSummary auto = backtest.Summary.Single(law => law.Law == "auto");
        Assert.Equal(6, auto.Series);
        Assert.True(auto.MedianError < 0.01, $"{auto.MedianError}");
        Assert.True(auto.MedianError < backtest.Summary.Single(law => law.Law == "last-value").MedianError / 10);
    }

    [Fact]
    public void Auto_PureNoise_StandsStill()
    {
        RandomStream random = new(11);
        ObservationTable table = StudyTable.Of([.. Enumerable.Range(0, 12).Select(number => Noise(number, random.Next()))]);

        TableBacktest backtest = table.Backtest();

        double last = backtest.Summary.Single(law => law.Law == "last-value").MeanError;
        Assert.True(backtest.Summary.Single(law => law.Law == "auto").MeanError <= last);
        Assert.True(backtest.Summary.Single(law => law.Law == "line-2").MeanError > 2 * last);
    }

    // The targets' scales are known, their values are not: nothing may carry over, neither through pooling nor through calibration or clipping.
    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.5)]
    [InlineData(1e4)]
    public void Forecasts_HeldOutValuesChanged_AreByteEqual(double factor)
    {
        ObservationTable table = Table(noise: 0.02);
        Assert.Equal(ForecastsOf(table), ForecastsOf(Changed(table, factor)));
    }

    [Theory]
    [InlineData("pythia.csv", 0.125)]
    [InlineData("gordon.csv", 0.125)]
    [InlineData("rectified.csv", 0.125)]
    [InlineData("alabdulmohsin.csv", 0.125)]
    public void Forecasts_HeldOutValuesOfPublishedTablesChanged_AreByteEqual(string file, double fraction)
    {
        ObservationTable table = PublishedTable.Read(file);
        BacktestOptions options = new() { FitBelow = fraction, Laws = ["m1"], Resamples = 20 };
        Assert.Equal(ForecastsOf(table, options), ForecastsOf(Changed(table, 3.7, fraction), options));
    }

    [Fact]
    public void Rows_InAnyOrder_GiveTheSameBytes()
    {
        ObservationTable table = Table(noise: 0.02);
        Assert.Equal(ForecastsOf(table), ForecastsOf(table with { Rows = [.. table.Rows.Reverse()] }));
    }

    [Fact]
    public void Series_TooShort_AreNamedAsLeftOut()
    {
        ObservationTable table = StudyTable.Of(StudyTable.Mixture("en", "loss", Truth(0), scales: Scales), StudyTable.Mixture("de", "loss", Truth(1), scales: Scales[..3]));

        TableBacktest backtest = table.Backtest();

        Assert.Contains(
            "1 of 2 series are left out: a backtest takes at least 6 distinct scales above 0 with values above 0, 4 of them at or below 0.125 of the largest, and one beyond.",
            backtest.Warnings);
    }

    [Fact]
    public void Series_AllTooShort_IsRefused()
    {
        ObservationTable table = StudyTable.Of(StudyTable.Mixture("en", "loss", Truth(0), scales: Scales[..4]));

        ArgumentException fault = Assert.Throws<ArgumentException>(() => table.Backtest());

        Assert.StartsWith("None of 1 series has enough points: a backtest takes at least 6 distinct scales", fault.Message);
    }

    [Fact]
    public void Scale_NotNamed_IsTheColumnThatVaries()
    {
        ObservationTable table = new([.. Scales.Select(scale => new Observation { Series = "a", FinetuningExamples = scale, PretrainingTokens = 1e9, Metric = "loss", Value = Truth(0)(scale) })]);

        Backtest auto = table.Backtest().Backtests.First(one => one.Law == "auto");

        Assert.Equal(Scales[6..], auto.Targets.Select(target => target.X));
    }

    [Fact]
    public void Laws_OverNoScale_AreRefused()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Table(0).Backtest(new() { Laws = ["loss = E + A"] }));
        Assert.Equal("loss = E + A goes over no scale, so its value is the same everywhere. A backtest takes laws over sizes.", fault.Message);
    }

    [Fact]
    public void Intervals_NoisyPowerLaws_CoverAtTheirLevel()
    {
        TableBacktest backtest = Table(noise: 0.01, mixtures: 60).Backtest();

        BacktestSummary auto = backtest.Summary.Single(law => law.Law == "auto");
        Assert.InRange(auto.Coverage!.Value, 0.8, 1);
        Assert.InRange(auto.IntervalWidth!.Value, 0.02, 0.3);
    }

    private static ObservationTable Table(double noise, int mixtures = 6)
    {
        RandomStream random = new(5);
        return StudyTable.Of([.. Enumerable.Range(0, mixtures).Select(number => Mixture(number, noise, random.Next()))]);
    }

    private static Observation[] Mixture(int number, double noise, ulong seed)
    {
        RandomStream random = new(seed);
        return [.. StudyTable.Mixture($"m{number:00}", "loss", tokens => Truth(number)(tokens) * Math.Exp(noise * random.NextNormal()), scales: Scales)];
    }

    private static Observation[] Noise(int number, ulong seed)
    {
        RandomStream random = new(seed);
        return [.. StudyTable.Mixture($"m{number:00}", "loss", _ => Math.Exp(0.1 * random.NextNormal()), scales: Scales)];
    }

    private static Func<double, double> Truth(int number) => tokens => 1.5 + (0.1 * (number % 7)) + (2 * Math.Pow(tokens / 1e6, -0.25 - (0.02 * (number % 5))));

    private static ObservationTable Changed(ObservationTable table, double factor, double fraction = 0.125)
    {
        Dictionary<string, double[]> largest = table.Rows.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Select(ScalesOf).Aggregate((a, b) => [Math.Max(a[0], b[0]), Math.Max(a[1], b[1])]));
        return table with { Rows = [.. table.Rows.Select(row => IsHeldOut(row) ? row with { Value = row.Value * factor } : row)] };

        // Beyond the cut in whichever of the two sizes varies; the other one is at its largest everywhere.
        bool IsHeldOut(Observation row) => ScalesOf(row).Zip(largest[KeyOf(row)]).All(pair => pair.Second == 0 || pair.First > fraction * pair.Second * (1 + 1e-9));

        static double[] ScalesOf(Observation row) => [row.PretrainingTokens ?? 0, row.FinetuningExamples ?? 0];

        static string KeyOf(Observation row) => $"{row.Series}|{row.PretrainingData}|{row.Metric}|{row.Task}";
    }

    // Forecasts and intervals of every law, without the measured values beside them.
    private static string ForecastsOf(ObservationTable table, BacktestOptions? options = null)
    {
        StringBuilder text = new();
        foreach (Backtest backtest in table.Backtest(options).Backtests)
        {
            text.Append(backtest.Law).Append(' ').Append(backtest.Series.Label).Append(' ').Append(backtest.PointsFitted);
            foreach (BacktestTarget target in backtest.Targets)
            {
                text.Append(CultureInfo.InvariantCulture, $" {target.X:R} {target.Forecast:R} {target.Low:R} {target.High:R}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
