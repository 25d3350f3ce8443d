using System.Collections.Immutable;
using Headwater.Metrics;

namespace Headwater.Studies.Tests;

/// <summary>Results of runs that were never trained, for what only moves them about.</summary>
internal static class MadeUp
{
    /// <summary>Records a training job as done, and leaves the folders that later jobs look for.</summary>
    public static JobOutcome Run(Job job, RunStore store)
    {
        store.Start(job);
        RunFolder run = store.Folder.Run(job.Id);
        AttemptLog.Append(run, Attempt.Begins());
        TestExample.Write(run.ExamplesFile, [Example(0), Example(1)]);
        foreach (long tokens in (job.Settings as PretrainingSettings)?.Checkpoints ?? [])
            Directory.CreateDirectory(run.Checkpoint(tokens));
        Directory.CreateDirectory(run.BestCheckpoint);
        store.Finish(job, Result(job));
        AttemptLog.Append(run, Attempt.Ends(JobOutcome.Done));
        return JobOutcome.Done;
    }

    private static RunResult Result(Job job) => job.Settings switch
    {
        PretrainingSettings settings => new PretrainingResult { Parameters = 1, ParametersWithoutEmbeddings = 1, Checkpoints = [.. settings.Checkpoints.Select(Checkpoint)] },
        FinetuningSettings settings => new FinetuningResult
        {
            Parameters = 1, ParametersWithoutEmbeddings = 1, LearningRate = settings.LearningRate ?? 1, Examples = settings.Examples ?? 1, FinetuningTokens = 1, BestStep = 1,
            ValidationLoss = settings.LearningRate ?? 1, Scores = [Score],
        },
        _ => throw new InvalidOperationException($"{job.Id} trains nothing."),
    };

    private static RunScore Score { get; } = new() { Metric = MetricNames.Bleu, Value = 100, Items = 2 };

    private static TestExample Example(int id) => new()
    {
        Id = id, Nll = 1, Tokens = 4, Bleu = new BleuStatistics { Matches = [4, 3, 2, 1], Totals = [4, 3, 2, 1], HypothesisLength = 4, ReferenceLength = 4, ReferenceCount = 1 },
    };

    public static PretrainingCheckpoint Checkpoint(long tokens) =>
        new() { Requested = tokens, Tokens = tokens, Step = 1, UniqueTokens = tokens, Compute = 1, Epochs = ImmutableSortedDictionary<string, double>.Empty };
}
