using System.Diagnostics;
using System.Globalization;
using Headwater.Models;
using TorchSharp;

namespace Headwater.Benchmarks;

/// <summary>Memory over many steps: soak WIDTH LAYERS FF VOCABULARY BATCH SOURCE TARGET [STEPS [THREADS]] prints resident memory and live tensors ten times.</summary>
internal static class SoakPeer
{
    public static void Run(string[] arguments)
    {
        TrainingShape shape = TrainingShape.Parse(arguments[..7]);
        long steps = arguments.Length > 7 ? long.Parse(arguments[7], CultureInfo.InvariantCulture) : 2000;
        TorchRuntime.Load(arguments.Length > 8 ? int.Parse(arguments[8], CultureInfo.InvariantCulture) : 2);
        using T5Model model = new(shape.Config, seed: 1);
        TrainingOptions options = new() { Schedule = LearningRateSchedule.Constant(0.003), Steps = steps, LogEvery = Math.Max(1, steps / 10) };
        using Trainer trainer = new(model, options, new TrainingCallbacks { OnLog = Print });
        trainer.Run(shape.BatchOf);

        static void Print(TrainingLog log)
        {
            using Process process = Process.GetCurrentProcess();
            Console.WriteLine(FormattableString.Invariant(
                $"step={log.Step} resident_mib={process.WorkingSet64 / 1048576.0:F1} peak_mib={process.PeakWorkingSet64 / 1048576.0:F1} live_tensors={torch.Tensor.TotalCount} loss={log.Loss:F4}"));
        }
    }
}
