namespace Headwater.Laws;

/// <summary>Metric names as people write them within a sentence: BLEU, chrF, cross-entropy. An unknown name stays as the table has it.</summary>
internal static class MetricDisplayName
{
    /// <summary>The display name of a metric, by its name in a table.</summary>
    public static string Of(string metric) => metric.ToLowerInvariant() switch
    {
        "bleu" => "BLEU",
        "chrf" => "chrF",
        "chrf++" => "chrF++",
        "ter" => "TER",
        "cross-entropy" or "cross_entropy" or "crossentropy" => "cross-entropy",
        "accuracy" => "accuracy",
        "f1_macro" => "macro F1",
        "f1" => "F1",
        "f1a" => "F1a",
        "exact_match" => "exact match",
        "rouge1" or "rouge2" or "rougel" or "rougelsum" => "ROUGE-" + metric[5..],
        "bits-per-byte" => "bits per byte",
        "nats-per-answer" => "nats per answer",
        "choice-probability" => "probability of the right choice",
        "loss" => "loss",
        "perplexity" => "perplexity",
        _ => metric,
    };
}
