using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// The metrics of tasks other than translation. Every scored model gets all that apply, so that a list in the study file chooses what is shown and trains
/// nothing again.
/// </summary>
public static class TaskMetricNames
{
    /// <summary>Share of examples answered right, 0–1.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Mean of the labels' F1, 0–100; of tasks whose choices are the same everywhere.</summary>
    public const string MacroF1 = "f1_macro";

    /// <summary>Correlation of labels with predictions, −1 to 1 (Matthews 1975; Gorodkin 2004 for more than two).</summary>
    public const string Matthews = "mcc";

    /// <summary>SQuAD's exact match, 0–100; of examples that form groups, the share of groups with every example right.</summary>
    public const string ExactMatch = "exact_match";

    /// <summary>SQuAD's F1 over words, 0–100.</summary>
    public const string F1 = "f1";

    /// <summary>MultiRC's F1 over all answers, 0–100; of grouped examples with two choices, the second of which says yes.</summary>
    public const string AnswerF1 = "f1a";

    public const string Rouge1 = "rouge1", Rouge2 = "rouge2", RougeL = "rougeL", RougeLsum = "rougeLsum";

    /// <summary>Mean negative log-likelihood of the right answer in bits per UTF-8 byte of it: comparable between tokenizers.</summary>
    public const string BitsPerByte = "bits-per-byte";

    /// <summary>Mean negative log-likelihood of the right answer, whole, in nats.</summary>
    public const string NatsPerAnswer = "nats-per-answer";

    /// <summary>Mean probability of the right choice where one of the choices must be given, 0–1.</summary>
    public const string ChoiceProbability = "choice-probability";

    /// <summary>Hard scores: what is reported, and averaged over tasks.</summary>
    public static ImmutableArray<string> Scores { get; } = [Accuracy, MacroF1, Matthews, ExactMatch, F1, AnswerF1, Rouge1, Rouge2, RougeL, RougeLsum, MetricNames.Bleu, MetricNames.Chrf];

    /// <summary>Smooth companions: laws fit them where scores are still at chance.</summary>
    public static ImmutableArray<string> Smooth { get; } = [MetricNames.CrossEntropy, BitsPerByte, NatsPerAnswer, ChoiceProbability];

    public static ImmutableArray<string> Known { get; } = [.. Scores, .. Smooth];

    public static bool IsHigherBetter(string metric) => Scores.Contains(metric) || metric == ChoiceProbability;

    /// <summary>The largest value a metric can take; null where there is none.</summary>
    public static double? Limit(string metric) => metric switch
    {
        Accuracy or Matthews or ChoiceProbability => 1,
        _ => Scores.Contains(metric) ? 100 : null,
    };
}
