namespace Headwater.Studies;

/// <summary>The estimated work of a finetuning job with its evaluations.</summary>
internal sealed record FinetuningCost(long Tokens, double Flops, long MemoryBytes)
{
    /// <summary>A rough figure for byte-pair vocabularies of some thousand entries, until texts are tokenised.</summary>
    private const double BytesPerToken = 3;

    public static FinetuningCost Of(FinetuningSettings settings, PairBytes bytes, int vocabulary)
    {
        double input = Math.Min(settings.Task.MaxSource, bytes.Source / BytesPerToken + 1);
        double target = Math.Min(settings.Task.MaxTarget, bytes.Target / BytesPerToken + 1);
        double pairs = settings.BatchTokens is int tokens ? Math.Max(1, tokens / (input + target)) : settings.Batch;
        double trained = settings.Steps * pairs;
        double validated = Math.Ceiling((double)settings.Steps / settings.ValidateEvery) * settings.Task.Validation.Count;
        double tested = 2.0 * settings.Task.Test.Count; // decoded, and scored
        ModelCost cost = new(ModelConfig.Of(settings.Model, vocabulary));
        double flops = cost.Training(trained * input, trained * target) + cost.Forward((validated + tested) * input, (validated + tested) * target);
        return new FinetuningCost((long)(trained * (input + target)), flops, cost.TrainingBytes(settings.Optimization, settings.Recompute, pairs, 1.5 * input, 1.5 * target));
    }
}
