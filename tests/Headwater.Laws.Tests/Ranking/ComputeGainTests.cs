namespace Headwater.Laws.Tests.Ranking;

public sealed class ComputeGainTests
{
    [Fact]
    public void FactorOf_PowerLawsWithAKnownRatio_IsThatRatio()
    {
        // 2/(1.4·D)^0.3 is what 2/D^0.3 is at 1.4 times the tokens.
        double? factor = ComputeGain.FactorOf(x => 1 + (2 / Math.Pow(1.4 * x, 0.3)), x => 1 + (2 / Math.Pow(x, 0.3)), 1e9, higherIsBetter: false);

        Assert.Equal(1.4, factor!.Value, 9);
    }

    [Fact]
    public void FactorOf_Swapped_IsTheReciprocal()
    {
        double? factor = ComputeGain.FactorOf(Math.Log, x => Math.Log(2.5 * x), 1e6, higherIsBetter: true);

        Assert.Equal(1 / 2.5, factor!.Value, 9);
    }

    [Fact]
    public void FactorOf_SameCurve_IsOne() => Assert.Equal(1, ComputeGain.FactorOf(Math.Log, Math.Log, 1e6, higherIsBetter: true));

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void FactorOf_NeverReachedOrNoValue_IsNull(double ceiling) =>
        Assert.Null(ComputeGain.FactorOf(_ => 0.9, x => ceiling * (1 - (1 / x)), 1e3, higherIsBetter: true));

    [Fact]
    public void Of_Draws_HoldsTheTruthBetweenLowAndHigh()
    {
        RandomStream random = new(2);
        double[] errors = [.. Enumerable.Range(0, 400).Select(_ => Math.Exp(0.2 * random.NextNormal()))];

        ComputeGain gain = ComputeGain.Of([.. errors.Select(error => (Func<double, double>)(x => Math.Log(1.4 * error * x)))], [.. errors.Select(_ => (Func<double, double>)Math.Log)], 1e6, higherIsBetter: true);

        Assert.Equal(1.4, gain.Value!.Value, 0.05);
        Assert.Equal(1.4 * Math.Exp(-1.645 * 0.2), gain.Low!.Value, 0.08);
        Assert.Equal(1.4 * Math.Exp(1.645 * 0.2), gain.High!.Value, 0.15);
    }

    [Fact]
    public void Of_SomeDrawsNeverReach_LeavesTheUpperEndOpen()
    {
        Func<double, double>[] first = [.. Enumerable.Range(0, 10).Select(number => (Func<double, double>)(x => number < 3 ? 99 : Math.Log(2 * x)))];
        Func<double, double>[] second = [.. Enumerable.Range(0, 10).Select(_ => (Func<double, double>)Math.Log)];

        ComputeGain gain = ComputeGain.Of(first, second, 1e6, higherIsBetter: true);

        Assert.Equal((2, 2), (Math.Round(gain.Value!.Value, 9), Math.Round(gain.Low!.Value, 9)));
        Assert.Null(gain.High);
    }

    [Fact]
    public void Of_UnequalNumbersOfDraws_IsRefused() => Assert.Throws<ArgumentException>(() => ComputeGain.Of([Math.Log], [Math.Log, Math.Log], 1, higherIsBetter: true));
}
