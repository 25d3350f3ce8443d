using BenchmarkDotNet.Attributes;
using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>How long does <c>auto</c> take for tables of many short series, and how much memory? Twelve points a series, fitted on the first eight, one task.</summary>
[MemoryDiagnoser]
public class AverageBench
{
    private const int Points = 12;
    private const int Known = 8;

    private Curve[] _curves = [];
    private double[][] _distances = [];

    [Params(1_000, 10_000)]
    public int Series { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        RandomStream random = new(9);
        double[] scales = [.. Enumerable.Range(0, Points).Select(k => 1e6 * Math.Pow(2, k))];
        _curves = [.. Enumerable.Range(0, Series).Select(_ => Make(scales, ref random))];
        _distances = [.. _curves.Select(curve => scales[Known..].Select(scale => Math.Log(scale) - curve.End).ToArray())];
    }

    [Benchmark]
    public double Auto()
    {
        AverageForecaster forecaster = AverageForecaster.Learn(_curves, 0.9);
        return _distances.Select((targets, curve) => forecaster.Forecast(curve, targets)[^1].Value).Sum();
    }

    private static Curve Make(double[] scales, ref RandomStream random)
    {
        double floor = 1.5 + random.NextDouble();
        double rate = 0.2 + (0.3 * random.NextDouble());
        double[] values = new double[Known];
        for (int i = 0; i < Known; i++)
        {
            values[i] = (floor + (2 * Math.Pow(scales[i] / 1e6, -rate))) * Math.Exp(0.01 * random.NextNormal());
        }

        return CurveCells.Of([.. values.Select((value, i) => new MeasuredPoint(scales[i], value, null, 1))], "loss", "loss");
    }
}
