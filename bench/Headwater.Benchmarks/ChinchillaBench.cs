using BenchmarkDotNet.Attributes;
using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>How long do the published grid of 4,500 starts and 4,000 bootstrap refits of the Chinchilla law take? Needs HEADWATER_DATA; bench/peers/chinchilla.py has SciPy beside it.</summary>
[MemoryDiagnoser]
public class ChinchillaBench
{
    private const int Refits = 4_000;
    private const ulong Seed = 42;

    private FitData _points = new([], [], []);
    private Estimate _estimate = new([], 0, [], FitStatus.Converged, []);

    [GlobalSetup]
    public void Setup()
    {
        string folder = Environment.GetEnvironmentVariable("HEADWATER_DATA") ?? throw new InvalidOperationException("Set HEADWATER_DATA to the folder with the measurements.");
        _points = ChinchillaPoints.Read(Path.Combine(folder, "measurements", "chinchilla.csv"));
        _estimate = ChinchillaPoints.Fitter.Fit(_points);
    }

    [Benchmark]
    public double Fit() => ChinchillaPoints.Fitter.Fit(_points).Objective;

    [Benchmark(Baseline = true)]
    public double PublishedGrid() => ChinchillaPoints.Fitter.Search(_points, ChinchillaPoints.Starts).Best.Objective;

    [Benchmark]
    public int Bootstrap() => ChinchillaPoints.Fitter.Bootstrap(_points, _estimate, Refits, Seed).Length;
}
