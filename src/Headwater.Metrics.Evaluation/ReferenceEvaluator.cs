using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Headwater.Metrics.Evaluation;

/// <summary>
/// Compares the text of a response with <see cref="ReferenceTexts"/>. It asks no model, so it needs no chat configuration. Without reference texts each metric has no value
/// and a diagnostic that says so. A score of single responses is not the score of a test set: for that, pass all texts to the <c>Corpus</c> methods of Headwater.Metrics. Thread-safe.
/// </summary>
public abstract class ReferenceEvaluator : IEvaluator
{
    private protected ReferenceEvaluator(params IEnumerable<string> names) => EvaluationMetricNames = [.. names];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> EvaluationMetricNames { get; }

    /// <inheritdoc/>
    public ValueTask<EvaluationResult> EvaluateAsync(
        IEnumerable<ChatMessage> messages,
        ChatResponse modelResponse,
        ChatConfiguration? chatConfiguration = null,
        IEnumerable<EvaluationContext>? additionalContext = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelResponse);
        cancellationToken.ThrowIfCancellationRequested();
        ReferenceTexts? references = additionalContext?.OfType<ReferenceTexts>().FirstOrDefault();
        NumericMetric[] metrics = references is null
            ? [.. EvaluationMetricNames.Select(Missing)]
            : [.. Measure(modelResponse.Text, references.Texts)];
        foreach (NumericMetric metric in metrics)
        {
            metric.AddOrUpdateChatMetadata(modelResponse);
            if (references is not null)
            {
                metric.AddOrUpdateContext(references);
            }
        }

        return new ValueTask<EvaluationResult>(new EvaluationResult(metrics));
    }

    private protected abstract IEnumerable<NumericMetric> Measure(string response, IReadOnlyList<string> references);

    // The signature makes the number comparable with that of another tool.
    private protected static NumericMetric Metric(MetricScore score)
    {
        NumericMetric metric = new(score.Name, score.Score, score.Verbose);
        metric.AddOrUpdateMetadata("signature", score.Signature);
        return metric;
    }

    private static NumericMetric Missing(string name)
    {
        NumericMetric metric = new(name);
        metric.AddDiagnostics(EvaluationDiagnostic.Error($"{name} compares a response with reference texts, and there are none: pass a {nameof(ReferenceTexts)} in additionalContext."));
        return metric;
    }
}
