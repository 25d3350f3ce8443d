using System.Diagnostics;
using System.Globalization;
using Headwater.Metrics;

namespace Headwater.Benchmarks;

/// <summary>
/// What scoring a system costs once the code is warm, beside what sacreBLEU 2.6.0 takes by <c>mt/README.md</c> of the shared data: BLEU 13a, chrF, chrF++
/// and TER of the nine en-de systems, with one thread and with two. A round scores every system; of all rounds the one with least counts.
/// </summary>
internal static class ScorePeer
{
    private const int Rounds = 12;
    private const double Megabyte = 1 << 20;

    private sealed record Metric(string Name, double PeerSeconds, Func<string[], string[], int, double> Score);

    private sealed record Cost(double Wall, double Processor, long Allocated);

    private static readonly Metric[] Metrics =
    [
        new("BLEU 13a", 0.47, (system, reference, threads) => Bleu.Corpus(system, [reference], threads: threads).Score),
        new("chrF", 0.97, (system, reference, threads) => Chrf.Corpus(system, [reference], threads: threads).Score),
        new("chrF++", 1.77, (system, reference, threads) => Chrf.Corpus(system, [reference], ChrfOptions.PlusPlus, threads).Score),
        new("TER", 4.81, (system, reference, threads) => Ter.Corpus(system, [reference], threads: threads).Score),
    ];

    /// <summary><paramref name="folder"/> is <c>mt/dev/en-de</c> of the shared data.</summary>
    public static void Run(string folder)
    {
        string[] reference = File.ReadAllLines(Path.Combine(folder, "ref.A.de.txt"));
        string[][] systems = [.. Directory.EnumerateFiles(folder, "hyp.*.de.txt").Order(StringComparer.Ordinal).Select(File.ReadAllLines)];
        Console.WriteLine($"{systems.Length} systems, {reference.Length} segments; milliseconds and megabytes a system, the best of {Rounds} rounds");
        Console.WriteLine("metric,threads,wall_ms,processor_ms,allocated_mb,sacrebleu_ms,times_faster");
        foreach (Metric metric in Metrics)
        {
            foreach (int threads in new[] { 1, 2 })
                Report(metric, threads, systems, reference);
        }
    }

    private static void Report(Metric metric, int threads, string[][] systems, string[] reference)
    {
        Cost[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => Round(metric, threads, systems, reference))];
        double wall = rounds.Min(round => round.Wall) / systems.Length;
        double processor = rounds.Min(round => round.Processor) / systems.Length;
        double allocated = rounds.Min(round => round.Allocated) / Megabyte / systems.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{metric.Name},{threads},{wall:F2},{processor:F2},{allocated:F2},{1000 * metric.PeerSeconds:F0},{1000 * metric.PeerSeconds / wall:F0}"));
    }

    private static Cost Round(Metric metric, int threads, string[][] systems, string[] reference)
    {
        using Process process = Process.GetCurrentProcess();
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processorBefore = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        foreach (string[] system in systems)
            metric.Score(system, reference, threads);
        double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.Refresh();
        return new Cost(
            wall, (process.TotalProcessorTime - processorBefore).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore);
    }
}
