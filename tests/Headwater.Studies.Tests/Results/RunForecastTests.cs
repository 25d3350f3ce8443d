namespace Headwater.Studies.Tests;

/// <summary>Forecasts of the loss that a running pretraining ends with.</summary>
public sealed class RunForecastTests
{
    private const int Lines = 200;

    [Fact]
    public void Of_PowerLawWithoutNoise_IsNearTheEndAndHoldsIt()
    {
        MetricsLine[] whole = Curve(e: 2, a: 3, alpha: 0.5, noise: 0, seed: 1);

        RunForecast forecast = RunForecast.Of(whole.Take(Lines / 2), whole[^1].Tokens, [])!;

        double truth = whole.Where(line => line.Tokens > 0.9 * whole[^1].Tokens).Average(line => line.Loss!.Value);
        Assert.InRange(forecast.Loss, 0.96 * truth, 1.04 * truth); // half of the forecast is a line, which falls too far here
        Assert.True(forecast.Low < truth && truth < forecast.High);
        Assert.True(forecast.Loss < whole[Lines / 2].Loss);
    }

    [Fact]
    public void Of_SiblingsWhoseRateFallsAtTheEnd_KnowsWhatTheCurveCannotTell()
    {
        MetricsLine[] whole = Falling(Curve(2, 3, 0.5, 0.01, seed: 1));
        MetricsLine[][] siblings = [Falling(Curve(2.2, 3, 0.5, 0.01, seed: 2)), Falling(Curve(1.9, 3.1, 0.5, 0.01, seed: 3))];
        double truth = Math.Exp(whole.Where(line => line.Tokens > 0.9 * whole[^1].Tokens).Average(line => Math.Log(line.Loss!.Value)));

        RunForecast alone = RunForecast.Of(whole.Take(Lines / 2), whole[^1].Tokens, [])!;
        RunForecast with = RunForecast.Of(whole.Take(Lines / 2), whole[^1].Tokens, siblings)!;

        Assert.True(Math.Abs(with.Loss - truth) < Math.Abs(alone.Loss - truth) / 2);
        Assert.InRange(truth, with.Low, with.High);
    }

    [Fact]
    public void Of_IntervalsOverManyNoisyRuns_HoldTheEndAboutAsOftenAsTheySay()
    {
        int held = 0, runs = 200;
        for (ulong seed = 1; seed <= (ulong)runs; seed++)
        {
            Data.SplitMix random = new(seed);
            MetricsLine[] whole = Curve(1 + (2 * random.NextDouble()), 2 + (2 * random.NextDouble()), 0.3 + (0.5 * random.NextDouble()), 0.03, seed);
            double truth = Math.Exp(whole.Where(line => line.Tokens > 0.9 * whole[^1].Tokens).Average(line => Math.Log(line.Loss!.Value)));
            RunForecast forecast = RunForecast.Of(whole.Take(Lines / 2), whole[^1].Tokens, [])!;
            held += truth >= forecast.Low && truth <= forecast.High ? 1 : 0;
        }

        Assert.InRange(held / (double)runs, 0.85, 1);
    }

    [Fact]
    public void Of_RunThatHasBegunOrEnded_IsNull()
    {
        MetricsLine[] whole = Curve(2, 3, 0.5, 0, seed: 1);

        Assert.Null(RunForecast.Of(whole.Take(10), whole[^1].Tokens, []));
        Assert.Null(RunForecast.Of(whole, whole[^1].Tokens, []));
    }

    // A rate that falls over the last fifth lowers the loss by another tenth.
    private static MetricsLine[] Falling(MetricsLine[] curve) =>
        [.. curve.Select(line => line with { Loss = line.Loss * (1 - (0.1 * Math.Max(0, (line.Tokens / (double)curve[^1].Tokens) - 0.8) / 0.2)) })];

    private static MetricsLine[] Curve(double e, double a, double alpha, double noise, ulong seed)
    {
        Data.SplitMix random = new(seed);
        return [.. Enumerable.Range(1, Lines).Select(i => new MetricsLine
        {
            Step = i, Tokens = i * 10_000, Loss = (e + (a * Math.Pow(i / 10.0, -alpha))) * Math.Exp(noise * Math.Sqrt(12) * (random.NextDouble() - 0.5)),
        })];
    }
}
