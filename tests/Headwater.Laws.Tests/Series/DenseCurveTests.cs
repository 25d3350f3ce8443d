using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public class DenseCurveTests
{
    [Fact]
    public void Of_ALossAtEveryStep_IsAveragedAndGivesTheLawBack()
    {
        RandomStream random = new(5);
        ObservationTable table = new([.. Enumerable.Range(1, 20_000).Select(step => new Observation
        {
            Metric = "loss",
            PretrainingTokens = 1e6 * step,
            Value = (2 + (40 / Math.Pow(1e6 * step, 0.25))) * Math.Exp(0.005 * random.NextNormal()),
        })]);

        Analysis analysis = table.Analyse(new() { Resamples = 40 });

        SeriesResult series = analysis.Series.Single();
        Assert.InRange(series.Fit!.Points, 500, DenseCurve.MostPoints);
        Assert.Equal(20_000, series.Points.Sum(point => point.Replicates));
        Assert.All([1e7, 1e9, 2e10], tokens => Assert.Equal(2 + (40 / Math.Pow(tokens, 0.25)), series.Fit.Predict(tokens), 0.005));
        Assert.Contains($"metric loss: 20000 scales are averaged to {series.Fit.Points}, in steps of equal ratio. Select some with --where to keep them as they are.", analysis.Warnings);
    }

    [Fact]
    public void Thin_APowerLawWithoutNoise_StaysOnIt()
    {
        ImmutableArray<MeasuredPoint> dense = [.. Enumerable.Range(1, 100_000).Select(step => At(step, 2 + Math.Pow(step, -0.5)))];

        ImmutableArray<MeasuredPoint> thin = DenseCurve.Thin(dense);

        Assert.All(thin, place => Assert.Equal(1, place.Y / (2 + Math.Pow(place.Scales[0], -0.5)), 1e-5));
        Assert.Equal((1.0, 1.0), (thin[0].Scales[0], thin[0].X));
        Assert.Equal(thin.OrderBy(place => place.Scales[0]), thin);
    }

    // The cut comes first, so that no step holds points of both sides.
    [Fact]
    public void Backtest_OfALossAtEveryStep_IsAveragedOnEitherSideOfTheCut()
    {
        ObservationTable table = new([.. Enumerable.Range(1, 30_000).Select(step => new Observation { Metric = "loss", PretrainingTokens = 1e6 * step, Value = 2 + (40 / Math.Pow(1e6 * step, 0.25)) })]);

        Backtest backtest = TableBacktest.Of(table, new() { Laws = ["power"], Resamples = 20 }).Backtests.First(one => one.Law == "power");

        Assert.InRange(backtest.PointsFitted, 500, DenseCurve.MostPoints);
        Assert.InRange(backtest.Targets.Length, 500, DenseCurve.MostPoints);
        Assert.True(backtest.Cutoff <= 3.75e9 && backtest.Targets[0].X > 3.75e9);
        Assert.InRange(backtest.Error, 0, 1e-4);
    }

    [Fact]
    public void Thin_FewOrSeveralScales_LeavesThemAlone()
    {
        ImmutableArray<MeasuredPoint> few = [.. Enumerable.Range(1, DenseCurve.MostPoints).Select(step => At(step, 1))];
        ImmutableArray<MeasuredPoint> several = [.. Enumerable.Range(1, 3000).Select(step => new MeasuredPoint(step, 1, null, 1) { Scales = [step, 2 * step] })];

        Assert.Equal(few, DenseCurve.Thin(few));
        Assert.Equal(several, DenseCurve.Thin(several));
    }

    private static MeasuredPoint At(double x, double y) => new(x, y, null, 1);
}
