using System.Diagnostics;
using System.Globalization;
using Headwater.Data;
using Headwater.Models;
using TorchSharp;

namespace Headwater.Benchmarks;

/// <summary>
/// Steps of training and this machine's matrix-multiply rate, for bench/peers/training.py and decoder.py to set beside PyTorch's:
/// training WIDTH LAYERS FF VOCABULARY BATCH SOURCE TARGET [STEPS [THREADS]], and decoder WIDTH LAYERS HEADS FF VOCABULARY BATCH LENGTH [STEPS [THREADS]].
/// </summary>
internal static class TrainingPeer
{
    private const int WarmUp = 3;
    private const int Side = 1024;

    public static void Run(string[] arguments)
    {
        TrainingShape shape = TrainingShape.Parse(arguments[..7]);
        Measure(arguments, () => new T5Model(shape.Config, seed: 1), OptimizerKind.Adafactor, shape.BatchOf, shape.Batch * (shape.Source + shape.Target), shape.StepOperations);
    }

    /// <summary>A decoder-only model in the layout of Llama, with AdamW.</summary>
    public static void RunDecoder(string[] arguments)
    {
        int[] n = [.. arguments.Take(7).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        (int vocabulary, int batch, int length) = (n[4], n[5], n[6]);
        DecoderConfig config = DecoderConfig.Of(DecoderKind.Llama, new DecoderShape(n[1], n[0], n[2], n[3]), vocabulary);
        TokenBatch first = BatchOf(0);
        Measure(arguments, () => new DecoderModel(config, seed: 1), OptimizerKind.AdamW, BatchOf, batch * length, TrainingWork.Flops(config, first));

        TokenBatch BatchOf(long step)
        {
            Random random = new((int)step);
            return CausalBatch.Of([.. Enumerable.Range(0, batch).Select(_ =>
            {
                int[] ids = [.. Enumerable.Range(0, length + 1).Select(_ => random.Next(3, vocabulary))];
                return new ScoredSequence(ids, ids);
            })]);
        }
    }

    private static void Measure(string[] arguments, Func<LanguageModel> create, OptimizerKind optimizer, Func<long, TokenBatch> batches, double tokens, double operations)
    {
        long steps = arguments.Length > 7 ? long.Parse(arguments[7], CultureInfo.InvariantCulture) : 20;
        int threads = arguments.Length > 8 ? int.Parse(arguments[8], CultureInfo.InvariantCulture) : 2;
        TorchRuntime.Load(threads);
        (double rate, double rateProcessor) = MultiplyRate(threads);
        using LanguageModel model = create();
        List<(double Wall, double Processor)> times = [];
        double loss = 0;
        (double wall, double processor) = (Now(), ProcessorNow());
        using Trainer trainer = new(
            model,
            new TrainingOptions { Schedule = LearningRateSchedule.Constant(0.003), Steps = WarmUp + steps, LogEvery = 1, Optimizer = optimizer },
            new TrainingCallbacks { OnLog = Note });
        trainer.Run(batches);
        (double Wall, double Processor)[] counted = [.. times.Skip(WarmUp)];
        (double best, double median) = (counted.Min(time => time.Wall), counted.Select(time => time.Wall).Order().ElementAt(counted.Length / 2));
        double bestProcessor = counted.Min(time => time.Processor);
        Console.WriteLine(FormattableString.Invariant(
            $"seconds={best:G6} median_seconds={median:G6} processor_seconds={bestProcessor:G6} tokens_per_second={tokens / median:G6} ") +
            FormattableString.Invariant($"rate={rate:G6} rate_processor={rateProcessor:G6} share={operations / median / rate:G4} ") +
            FormattableString.Invariant($"share_processor={operations / bestProcessor / rateProcessor:G4} loss={loss:G6} peak_mib={PeakMemory():F0}"));

        void Note(TrainingLog log)
        {
            times.Add((Now() - wall, ProcessorNow() - processor));
            (wall, processor) = (Now(), ProcessorNow());
            loss = log.Loss;
        }
    }

    /// <summary>Operations a second of a float32 product of two 1024 × 1024 matrices through libtorch: the best of many, by the clock and by processor time.</summary>
    public static (double Wall, double Processor) MultiplyRate(int threads)
    {
        torch.set_num_threads(threads);
        const int Repeats = 5;
        using torch.Tensor a = torch.rand(Side, Side);
        using torch.Tensor b = torch.rand(Side, Side);
        (double best, double bestProcessor) = (double.MaxValue, double.MaxValue);
        for (int round = 0; round < 30; round++)
        {
            (double wall, double processor) = (Now(), ProcessorNow());
            for (int i = 0; i < Repeats; i++)
            {
                torch.mm(a, b).Dispose();
            }

            best = Math.Min(best, Now() - wall);
            bestProcessor = Math.Min(bestProcessor, ProcessorNow() - processor);
        }

        double operations = 2.0 * Side * Side * Side * Repeats;
        return (operations / best, operations / bestProcessor);
    }

    private static double Now() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    private static double ProcessorNow() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double PeakMemory() => Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
}
