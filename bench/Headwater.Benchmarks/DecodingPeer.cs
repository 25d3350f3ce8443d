using System.Diagnostics;
using System.Globalization;
using Headwater.Models;

namespace Headwater.Benchmarks;

/// <summary>
/// Outputs of a random model for bench/peers/decoding.py to set beside PyTorch's: decoding WIDTH LAYERS FF VOCABULARY SENTENCES SOURCE TARGET BEAM [ROUNDS [THREADS]].
/// Every output is as long as it may be, so that both sides decode the same number of tokens.
/// </summary>
internal static class DecodingPeer
{
    public static void Run(string[] arguments)
    {
        int[] n = [.. arguments.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        TrainingShape shape = TrainingShape.Parse(arguments[..7]);
        (int beam, int rounds, int threads) = (n[7], n.Length > 8 ? n[8] : 3, n.Length > 9 ? n[9] : 2);
        TorchRuntime.Load(threads);
        using T5Model model = new(shape.Config, seed: 1);
        Random random = new(1);
        int[][] inputs = [.. Enumerable.Range(0, shape.Batch).Select(_ => Enumerable.Range(0, shape.Source).Select(i => i == shape.Source - 1 ? 1 : random.Next(3, shape.Vocabulary)).ToArray())];
        GenerationOptions options = new() { MaxLength = shape.Target, Beam = beam };
        (double best, double bestProcessor) = (double.MaxValue, double.MaxValue);
        int tokens = 0;
        for (int round = 0; round < rounds; round++)
        {
            (long begun, double processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime.TotalSeconds);
            tokens = Generation.Generate(model, inputs, options).Sum(output => output.Length);
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalSeconds);
            bestProcessor = Math.Min(bestProcessor, Environment.CpuUsage.TotalTime.TotalSeconds - processor);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"seconds={best:G6} processor_seconds={bestProcessor:G6} sentences={shape.Batch} tokens={tokens} peak_mib={Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:F0}"));
    }
}
