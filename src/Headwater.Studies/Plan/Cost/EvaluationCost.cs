namespace Headwater.Studies;

/// <summary>The estimated work of evaluating a checkpoint without finetuning.</summary>
internal static class EvaluationCost
{
    // The record of one example: its id, loss, tokens and scores, and its answer.
    private const long BytesPerExample = 250;

    // Padded tokens of one batch at most, as in CrossEntropy.
    private const int BatchTokens = 8192;

    /// <param name="settings">The evaluation.</param>
    /// <param name="lengths">Of the test set's prompts and answers.</param>
    /// <param name="passes">Times that a prompt is read: once for each choice, or once for its loss and once to generate.</param>
    /// <param name="vocabulary">Ids of the tokenizer.</param>
    public static JobCost Of(EvaluationSettings settings, PairLengths lengths, double passes, int vocabulary)
    {
        ModelCost cost = new(ModelConfig.Of(settings.Model, vocabulary));
        PairLengths prompted = PairLengths.Constant(lengths.Source + settings.Shots * lengths.Both, lengths.Target);
        return new JobCost
        {
            Flops = cost.Evaluation(passes * settings.Task.Test.Count, prompted),
            MemoryBytes = cost.EvaluationBytes(BatchTokens, prompted),
            DiskBytes = BytesPerExample * settings.Task.Test.Count,
        };
    }
}
