namespace Headwater.Studies;

/// <summary>The estimated work of a finetuning job with its validations and its test.</summary>
internal static class FinetuningCost
{
    // Lengths of batches are those of their longest pairs, and pairs of like length share a batch.
    private const double Padding = 1.1;

    // The record of one test example: its id, loss, tokens and BLEU statistics, and its hypothesis.
    private const long BytesPerTestPair = 250;

    public static JobCost Of(FinetuningSettings settings, PairLengths lengths, int vocabulary)
    {
        double pairs = settings.BatchTokens is int tokens ? Math.Max(1, tokens / (Padding * lengths.Both)) : settings.Batch;
        double replayed = (settings.Replay?.Share ?? 0) * settings.Steps, sequences = replayed * (settings.Replay?.Batch ?? 0);
        PairLengths passages = settings.Replay is { } replay ? PairLengths.Constant(replay.InputLength(), replay.TargetLength()) : lengths;
        double trained = (settings.Steps - replayed) * pairs;
        double validated = (double)settings.Validations() * settings.Task.Validation.Count + settings.Decoded();
        double tested = 2.0 * settings.Task.Test.Count; // decoded, and scored
        ModelCost cost = new(ModelConfig.Of(settings.Model, vocabulary));
        return new JobCost
        {
            Steps = settings.Steps,
            Tokens = (long)((trained * lengths.Both) + (sequences * passages.Both)),
            Flops = cost.Training(trained, lengths) + (sequences == 0 ? default : cost.Training(sequences, passages)) + cost.Evaluation(validated + tested, lengths),
            MemoryBytes = Math.Max(cost.TrainingBytes(settings.Optimization, settings.Recompute, pairs, 1.5 * lengths.Source, 1.5 * lengths.Target),
                settings.Replay is { } read ? cost.TrainingBytes(settings.Optimization, settings.Recompute, read.Batch, passages.Source, passages.Target) : 0),
            DiskBytes = cost.ModelBytes + BytesPerTestPair * settings.Task.Test.Count,
        };
    }
}
