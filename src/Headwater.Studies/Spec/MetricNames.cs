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

    public static ImmutableArray<string> All { get; } = [Bleu, Chrf, CrossEntropy];
}
