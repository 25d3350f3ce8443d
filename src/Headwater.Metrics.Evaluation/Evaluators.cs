using Microsoft.Extensions.AI.Evaluation;

namespace Headwater.Metrics.Evaluation;

/// <summary>BLEU of a response, from 0 to 100, with sacreBLEU's numbers for single sentences.</summary>
/// <param name="options">Without options the order is effective, as a short text needs.</param>
public sealed class BleuEvaluator(BleuOptions? options = null) : ReferenceEvaluator("BLEU")
{
    private protected override IEnumerable<NumericMetric> Measure(string response, IReadOnlyList<string> references) => [Metric(Bleu.Sentence(response, references, options))];
}

/// <summary>chrF of a response, from 0 to 100, with sacreBLEU's numbers: <c>chrF2</c>, or <c>chrF2++</c> with <see cref="ChrfOptions.PlusPlus"/>.</summary>
/// <param name="options">Default: orders of 6 characters and no words, β = 2.</param>
public sealed class ChrfEvaluator(ChrfOptions? options = null) : ReferenceEvaluator(Chrf.Sentence("a", ["a"], options).Name)
{
    private protected override IEnumerable<NumericMetric> Measure(string response, IReadOnlyList<string> references) => [Metric(Chrf.Sentence(response, references, options))];
}

/// <summary>TER of a response: edits for each 100 words of the references, with sacreBLEU's numbers. 0 is best, and it can exceed 100.</summary>
/// <param name="options">Default: without regard to case.</param>
public sealed class TerEvaluator(TerOptions? options = null) : ReferenceEvaluator("TER")
{
    private protected override IEnumerable<NumericMetric> Measure(string response, IReadOnlyList<string> references) => [Metric(Ter.Sentence(response, references, options))];
}

/// <summary>ROUGE F1 of a response, from 0 to 1, with rouge_score's numbers: one metric for each type. With several references the best one counts.</summary>
/// <param name="options">Default: the types that rouge_score reports, without stemming.</param>
public sealed class RougeEvaluator(RougeOptions? options = null) : ReferenceEvaluator((options ?? new()).Types.Select(type => type.Name))
{
    private protected override IEnumerable<NumericMetric> Measure(string response, IReadOnlyList<string> references) =>
        Rouge.Corpus([response], [.. references.Select(reference => (string[])[reference])], options)
            .Select(score => new NumericMetric(score.Type.Name, score.Mean.F1, FormattableString.Invariant($"precision {score.Mean.Precision:0.0000}, recall {score.Mean.Recall:0.0000}")));
}
