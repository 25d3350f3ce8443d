namespace Headwater.Metrics;

/// <summary>Precision, recall and their harmonic mean, each 0 to 1, as rouge_score gives them.</summary>
/// <param name="Precision">The share of the prediction that is in the target.</param>
/// <param name="Recall">The share of the target that is in the prediction.</param>
/// <param name="F1">2 · P · R / (P + R); 0 where both are 0. Of a mean, the mean of the documents' F1.</param>
public readonly record struct RougeMeasure(double Precision, double Recall, double F1)
{
    internal static RougeMeasure Of(double precision, double recall) =>
        new(precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);
}
