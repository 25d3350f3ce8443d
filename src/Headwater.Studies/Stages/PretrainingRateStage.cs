using System.Collections.Immutable;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// Pretrains with the rate that a run is given, takes from another run, or chooses: the trial with the least mean loss on held-out text is kept whole, checkpoints and optimizer, and
/// continues from there.
/// </summary>
internal static class PretrainingRateStage
{
    public static PretrainingResult Run(JobContext context, PretrainingSettings settings)
    {
        if (settings.RateOf is { } other)
            return new PretrainingStage(context, settings with { LearningRate = context.Store.Result<PretrainingResult>(other).LearningRate!.Value }).Run();
        if (settings.Trials is not { } ids)
            return new PretrainingStage(context, settings).Run();

        ImmutableArray<RateTrial> trials = [.. ids.Select(id => new RateTrial(id, context.Store.Result<PretrainingResult>(id).LearningRate!.Value, Loss(context, settings, id)))];
        RateTrial best = trials.MinBy(trial => trial.ValidationLoss)!;
        Keep(context, best.Run);
        PretrainingResult result = new PretrainingStage(context, settings with { LearningRate = best.LearningRate }).Run();
        return result with { Trials = trials, Warnings = [.. result.Warnings, .. RateStage.Warnings(trials, best)] };
    }

    // The plain mean over texts of the loss in nats per target token.
    private static double Loss(JobContext context, PretrainingSettings settings, string trial)
    {
        using RunMeter.Stretch evaluating = context.Meter.Spend(WorkKind.Evaluation);
        TorchRuntime.Load(settings.Threads);
        using LanguageModel model = Checkpoint.LoadModel(context.Folder.Run(trial).Checkpoint(settings.ChosenAt!.Value), Devices.Parse(settings.Device));
        return settings.ChosenOn!.Average(text =>
        {
            using HeldOutText opened = new(context.Store, text.Value, settings.Tokenizer);
            ImmutableArray<ExampleLoss> losses = opened.Losses(model, text.Key, context.Token);
            return losses.Sum(loss => loss.NegativeLogLikelihood) / losses.Sum(loss => (double)loss.Tokens);
        });
    }

    // The record of a checkpoint comes before the checkpoint, and each folder is whole or not there: a finetuning may start as soon as it is.
    private static void Keep(JobContext context, string trial)
    {
        RunFolder from = context.Folder.Run(trial);
        Directory.CreateDirectory(context.Run.CheckpointsFolder);
        if (File.Exists(from.MetricsFile) && !File.Exists(context.Run.MetricsFile))
            File.Copy(from.MetricsFile, context.Run.MetricsFile);
        foreach (string file in Directory.EnumerateFiles(from.CheckpointsFolder, "*.json"))
            File.Copy(file, Path.Combine(context.Run.CheckpointsFolder, Path.GetFileName(file)), overwrite: true);
        CopyFolders(from.CheckpointsFolder, context.Run.CheckpointsFolder);
        if (Directory.Exists(from.TrunkFolder))
            CopyFolders(from.TrunkFolder, context.Run.TrunkFolder);
    }

    private static void CopyFolders(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            string target = Path.Combine(to, Path.GetFileName(folder));
            if (Directory.Exists(target))
                continue;
            string half = target + ".tmp-copy";
            Directory.CreateDirectory(half);
            foreach (string file in Directory.EnumerateFiles(folder))
                File.Copy(file, Path.Combine(half, Path.GetFileName(file)), overwrite: true);
            Directory.Move(half, target);
        }
    }
}
