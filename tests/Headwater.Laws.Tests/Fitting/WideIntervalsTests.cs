namespace Headwater.Laws.Tests;

public class WideIntervalsTests
{
    [Theory]
    [InlineData(1, 2000, true)]
    [InlineData(0, 2e4, true)]
    [InlineData(1, double.PositiveInfinity, true)]
    [InlineData(1, 500, false)]
    [InlineData(0, 12, false)]
    public void Of_Coefficient_IsCalledNotIdentifiedOverDecades(double low, double high, bool said) => Assert.Equal(said, WideIntervals.Of(FitWith(new("A", 10, null, low, high))).Any());

    [Fact]
    public void Of_Fit_NamesTheCoefficientAndItsInterval() => Assert.Equal(
        ["metric loss: the interval of A [0.5, 1e22] spans several orders of magnitude: the coefficient is not identified by these points, and only the curve may be read."],
        WideIntervals.Of(FitWith(new("A", 10, null, 0.5, 1e22))));

    [Theory]
    [InlineData(0.022, 1072, double.PositiveInfinity, true)]
    [InlineData(2.1, 2.9, double.PositiveInfinity, false)]
    [InlineData(0.008, 1, 1, true)]
    [InlineData(0.3, 0.8, 1, false)]
    public void Of_Forecast_IsSaidToTellNothing(double low, double high, double maximum, bool said) =>
        Assert.Equal(said, WideIntervals.Of(new Forecast { Series = Key, Law = "auto", At = Observation.NoNumbers, Value = 0.5, Low = low, High = high, Level = 0.9, ExtrapolationFactor = 2 }, new MetricRange(0, maximum)) is not null);

    private static SeriesKey Key => new([KeyValuePair.Create("metric", "loss")]) { Name = "metric loss" };

    private static LawFit FitWith(Coefficient coefficient) => new() { Series = Key, Law = LawCatalogue.Find("power"), Status = FitStatus.Converged, Message = "", Coefficients = [coefficient], Objective = 0, Points = 6, RootMeanSquareLog = 0.01 };
}
