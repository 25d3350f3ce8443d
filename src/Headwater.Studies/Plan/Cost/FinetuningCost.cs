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
        double trained = settings.Steps * pairs;
        double validated = (double)settings.Validations() * settings.Task.Validation.Count + settings.Decoded();
        double tested = 2.0 * settings.Task.Test.Count; // decoded, and scored
        ModelCost cost = new(ModelConfig.Of(settings.Model, vocabulary));
        return new JobCost
        {
            Steps = settings.Steps,
            Tokens = (long)(trained * lengths.Both),
            Flops = cost.Training(trained, lengths) + cost.Evaluation(validated + tested, lengths),
            MemoryBytes = cost.TrainingBytes(settings.Optimization, settings.Recompute, pairs, 1.5 * lengths.Source, 1.5 * lengths.Target),
            DiskBytes = cost.ModelBytes + BytesPerTestPair * settings.Task.Test.Count,
        };
    }
}
