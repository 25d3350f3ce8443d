using System.Diagnostics;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>Runs the Chinchilla problem once, cold, and prints one line that bench/peers/chinchilla.py reads: name=value pairs, times in seconds.</summary>
internal static class ChinchillaPeer
{
    private const int Refits = 4_000;
    private const ulong Seed = 42;

    public static void Run(string path)
    {
        FitData points = ChinchillaPoints.Read(path);
        Stopwatch watch = Stopwatch.StartNew();
        StartSearch search = ChinchillaPoints.Fitter.Search(points, ChinchillaPoints.Starts);
        double starts = watch.Elapsed.TotalSeconds;
        watch.Restart();
        ChinchillaPoints.Fitter.Bootstrap(points, search.Best, Refits, Seed);
        double refits = watch.Elapsed.TotalSeconds;
        double processor = Process.GetCurrentProcess().UserProcessorTime.TotalSeconds;
        int reached = search.Basins[0].Starts;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"starts={ChinchillaPoints.Starts.Length} starts_seconds={starts:F3} reached={reached} minima={search.Basins.Length} objective={search.Best.Objective:R} refits={Refits} refits_seconds={refits:F3} processor_seconds={processor:F3}"));
    }
}
