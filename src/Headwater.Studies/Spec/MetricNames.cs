using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>The metrics a study can ask for, by the names of the <c>metric</c> column.</summary>
public static class MetricNames
{
    /// <summary>Corpus BLEU, 0–100, with sacreBLEU's default settings.</summary>
    public const string Bleu = "bleu";

    /// <summary>Corpus chrF2, 0–100, with sacreBLEU's default settings.</summary>
    public const string Chrf = "chrf";

    /// <summary>Downstream cross-entropy: mean negative log-likelihood per target token, in nats.</summary>
    public const string CrossEntropy = "cross-entropy";

    /// <summary>Downstream cross-entropy in nats per UTF-8 byte of the target, which models with different tokenizers can be compared by. The end mark counts, and has no byte.</summary>
    public const string CrossEntropyPerByte = "cross-entropy-per-byte";

    /// <summary>
    /// Span-corruption loss on text of the pretraining mixture that was not trained on, in nats per target token: after finetuning less before.
    /// Against labels, not against the first model's own predictions as in Kalajdzievski 2024 (arXiv:2401.05605). Not measured from scratch.
    /// </summary>
    public const string Forgetting = "forgetting";

    /// <summary>Matrix entropy of the encoder's last states over the test inputs, 0–1: Wei et al. 2024 (arXiv:2401.17139).</summary>
    public const string MatrixEntropy = "matrix-entropy";

    /// <summary>Span-corruption loss of a pretrained model on a text that no model was trained on, in nats per target token: a row of each text that <c>pretraining.validation</c> names.</summary>
    public const string ValidationLoss = "loss";

    /// <summary>What every study measures, and shows by default.</summary>
    public static ImmutableArray<string> All { get; } = [Bleu, Chrf, CrossEntropy];

    /// <summary>What is measured, in a job of its own, where a study asks for it.</summary>
    public static ImmutableArray<string> OnDemand { get; } = [CrossEntropyPerByte, Forgetting, MatrixEntropy];

    /// <summary>Everything that can be asked for.</summary>
    public static ImmutableArray<string> Known { get; } = [.. All, .. OnDemand];

    /// <summary>As <see cref="IsHigherBetter(string)"/>, with the metrics that a study's trainer reports.</summary>
    internal static bool IsHigherBetter(StudySpec spec, string metric) => spec.Trainer?.Metrics.FirstOrDefault(own => own.Name == metric)?.HigherIsBetter ?? IsHigherBetter(metric);

    public static bool IsHigherBetter(string metric) => metric is Bleu or Chrf or TaskMean.Metric || TaskMetricNames.IsHigherBetter(metric);

    /// <summary>What a study shows of a task, in this order: of a translation what the study lists, of another task what that lists, and what is measured on demand.</summary>
    internal static ImmutableArray<string> Of(StudySpec spec, TaskSpec task) => spec.IsScoredByTrainer ? [.. spec.Trainer!.Metrics.Select(metric => metric.Name)] : task.Text is { } text ? [.. text.Metrics, .. spec.Metrics.Where(OnDemand.Contains)] : spec.Metrics;
}
