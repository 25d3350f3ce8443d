using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Headwater.Metrics.Evaluation;

/// <summary>The reference texts of one response, for <see cref="ReferenceEvaluator"/>: pass it as additional context of an evaluation. Immutable.</summary>
public sealed class ReferenceTexts : EvaluationContext
{
    /// <summary>One or more texts, any of which would be a right response.</summary>
    public ReferenceTexts(params string[] texts)
        : base("References", ContentsOf(texts)) => Texts = [.. texts];

    /// <summary>The texts, in the order given.</summary>
    public IReadOnlyList<string> Texts { get; }

    private static IEnumerable<AIContent> ContentsOf(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Length > 0
            ? [.. texts.Select(text => new TextContent(text))]
            : throw new ArgumentException("There are 0 reference texts; expected one or more.", nameof(texts));
    }
}
