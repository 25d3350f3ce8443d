namespace Headwater.Laws.Tests;

public class MethodTests
{
    private static readonly double[] Ahead = [0.7, 2];

    [Fact]
    public void PowerTail_PowerWithAFloor_IsContinued() => Continues(new PowerTail(), x => 1.7 + (3 * Math.Pow(x / 1e6, -0.4)), 0.05);

    [Fact]
    public void PowerTail_RisingScore_IsContinued() => Continues(new PowerTail(), x => 40 - (12 * Math.Pow(x / 1e6, -0.5)), 0.01);

    [Fact]
    public void BentPowerTail_M3_IsContinued() => Continues(new BentPowerTail(), x => 3 * Math.Pow((1e6 / x) + 0.05, 0.3), 0.02);

    [Fact]
    public void SigmoidTail_EndOfAnS_IsContinued() => Continues(new SigmoidTail(), x => 0.25 + (0.5 / (1 + Math.Exp(-1.2 * Math.Log(x / 3e6)))), 0.02);

    [Fact]
    public void BrokenTail_BreakInside_FollowsTheLaterSlope() =>
        Continues(new BrokenTail(), x => x < 4e6 ? Math.Pow(x / 4e6, -0.05) : Math.Pow(x / 4e6, -0.4), 0.06);

    [Fact]
    public void LogLawTail_RisingLogLaw_IsContinued() => Continues(new LogLawTail(2, LineWindow.Fading(2.5)), x => Math.Pow(2 + (0.3 * Math.Log(x / 1e6)), 2), 1e-9);

    [Fact]
    public void LogLawTail_FallingLoss_FollowsAPowerWithAFloor() => Continues(new LogLawTail(1, LineWindow.Fading(2.5)), x => 1.7 + (3 * Math.Pow(x / 1e6, -0.4)), 0.05);

    [Fact]
    public void TailParabola_Bending_StopsAtItsVertex()
    {
        // y = (u − 2)² − 4 falls from its last point to the vertex, one and a half beyond it.
        Curve curve = Made([-1.5, -0.5, 0.5], u => ((u - 2) * (u - 2)) - 4);
        double[] forecast = new double[2];

        new TailParabola(3).Continue(curve, [1.5, 9], forecast);

        Assert.Equal(-4, forecast[0], 1e-9);
        Assert.Equal(-4, forecast[1], 1e-9);
    }

    [Fact]
    public void TailParabola_RunningAway_GoesOnStraight()
    {
        Curve curve = Made([-2, -1, 0], u => -(u + 3) * (u + 3));
        double[] forecast = new double[1];

        new TailParabola(3).Continue(curve, [2], forecast);

        Assert.Equal(-9 - 12, forecast[0], 1e-9);
    }

    [Fact]
    public void DampedLine_StraightLine_IsExact()
    {
        Curve curve = Made([0, 1, 2, 3], u => 5 - (0.3 * u));
        DampedLine line = new(LineWindow.Fading(0.7), 0);
        LineFit fit = line.Fit(curve);

        Assert.Equal(-0.3, fit.Slope, 1e-12);
        Assert.Equal(5 - (0.3 * 7), line.At(fit, fit.Slope, 4), 1e-12);
    }

    [Fact]
    public void DampedLine_Damped_NearsALimit()
    {
        Curve curve = Made([0, 1, 2, 3], u => 1 + Math.Exp(-0.6 * u));
        DampedLine line = new(LineWindow.Last(4), 0.6);
        LineFit fit = line.Fit(curve);

        Assert.Equal(1 + Math.Exp(-0.6 * 6), line.At(fit, fit.Slope, 3), 1e-12);
        Assert.Equal(1, line.At(fit, fit.Slope, 100), 1e-12);
    }

    [Fact]
    public void PooledSlopes_ScatterOfNoiseAlone_GivesEveryCurveTheSameSlope()
    {
        LineFit[] fits = [new(0, 0, -0.1, 2), new(0, 0, -0.2, 2), new(0, 0, -0.3, 2)];

        PooledSlopes pool = PooledSlopes.Of(fits, noiseVariance: 1);

        Assert.All(fits.Select((fit, number) => pool.Shrink(number, fit.Slope)), slope => Assert.Equal(-0.2, slope, 1e-12));
    }

    [Fact]
    public void PooledSlopes_NoNoise_KeepsEverySlope()
    {
        LineFit[] fits = [new(0, 0, -0.1, 2), new(0, 0, -0.2, 2), new(0, 0, -0.3, 2)];

        PooledSlopes pool = PooledSlopes.Of(fits, noiseVariance: 0);

        Assert.Equal([-0.1, -0.2, -0.3], fits.Select((fit, number) => Math.Round(pool.Shrink(number, fit.Slope), 12)));
    }

    [Fact]
    public void InterquartileMean_OneWildForecast_DoesNotMove()
    {
        double[] weights = [0.25, 0.25, 0.25, 0.25];

        Assert.Equal(1.5, WeightedSample.InterquartileMean([0, 1, 2, 3], weights), 1e-12);
        Assert.Equal(1.5, WeightedSample.InterquartileMean([0, 1, 2, 1e9], weights), 1e-12);
    }

    private static void Continues(ITailLaw law, Func<double, double> truth, double tolerance)
    {
        double[] scales = [.. Enumerable.Range(0, 10).Select(k => 1e6 * Math.Pow(1.8, k))];
        Curve curve = CurveCells.Of([.. scales.Select(x => new MeasuredPoint(x, truth(x), null, 1))], "metric", "group");
        double[] forecast = new double[Ahead.Length];

        law.Continue(curve, Ahead, forecast);

        for (int i = 0; i < Ahead.Length; i++)
        {
            Assert.Equal(Math.Log(truth(Math.Exp(curve.End + Ahead[i]))), forecast[i], tolerance);
        }
    }

    private static Curve Made(double[] scales, Func<double, double> value)
    {
        double[] values = [.. scales.Select(value)];
        return new(scales, values, values[^1], "metric", "group");
    }
}
