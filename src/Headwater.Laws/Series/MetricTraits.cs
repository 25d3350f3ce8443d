namespace Headwater.Laws;

/// <summary>What is known of a metric by its name: which way is better and where its range ends.</summary>
/// <param name="HigherIsBetter">Whether a larger value is the better one; <c>null</c> for a metric that is not known.</param>
/// <param name="Minimum">The smallest value it can take.</param>
/// <param name="Maximum">The largest value it can take; <c>null</c> for none.</param>
internal sealed record MetricTraits(bool? HigherIsBetter, double Minimum, double? Maximum)
{
    private static readonly string[] Percentages = ["bleu", "chrf", "rouge", "exact_match", "f1", "squad", "spbleu"];
    private static readonly string[] Shares = ["acc", "accuracy", "comet", "mcc", "auc", "choice"];
    private static readonly string[] Losses = ["loss", "l", "cross", "crossentropy", "ce", "nll", "ppl", "perplexity", "bpb", "bpc", "bits", "nats", "ter", "error", "wer", "cer", "log"];

    /// <summary>The traits of a metric. Names are compared by their first word: <c>bleu_bpe</c> is a kind of bleu, <c>eval_loss</c> a loss.</summary>
    public static MetricTraits Of(string metric)
    {
        string name = metric.Trim().ToLowerInvariant().Replace("+", "", StringComparison.Ordinal);
        if (IsLossName(name))
        {
            return new(false, 0, null);
        }

        return Percentages.Any(known => name.StartsWith(known, StringComparison.Ordinal)) ? new(true, 0, 100)
            : Shares.Any(known => name.StartsWith(known, StringComparison.Ordinal)) ? new(true, 0, 1)
            : name is "score" ? new(true, 0, null)
            : new(null, 0, null);
    }

    /// <summary>Whether a metric is a share of items answered right: acc, acc_norm, accuracy, exact_match.</summary>
    public static bool IsShareOfAnswers(string metric) =>
        metric.Trim().ToLowerInvariant() is var name && (name.Split('_', '-', ' ', '@')[0] is "acc" or "accuracy" || name.StartsWith("exact_match", StringComparison.Ordinal));

    /// <summary>Whether a name is that of a loss or an error, where smaller is better.</summary>
    public static bool IsLossName(string name)
    {
        string[] words = name.Trim().ToLowerInvariant().Split('_', '-', ' ');
        return Losses.Contains(words[0]) || words[^1] is "loss" or "entropy" or "perplexity" or "error" or "nll";
    }
}
