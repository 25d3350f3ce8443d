using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// Predicted labels against the right ones: accuracy, macro and micro F1, Matthews correlation. A quotient whose denominator is 0 is 0.
/// Labels are compared as they are, by their characters. Thread-safe.
/// </summary>
public static class Classification
{
    /// <summary>
    /// The score of <paramref name="predictions"/>. <paramref name="labels"/> are those that macro and micro F1 average over; without them all that
    /// occur on either side, in order of their characters. Throws when there is nothing to score or the lists differ in length.
    /// </summary>
    public static ClassificationScore Score(
        IReadOnlyList<string> predictions, IReadOnlyList<string> targets, IReadOnlyList<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (predictions.Count == 0 || predictions.Count != targets.Count)
            throw new ArgumentException($"There are {predictions.Count} predictions and {targets.Count} targets; expected one of each per example, and at least one example.");
        if (labels is { Count: 0 })
            throw new ArgumentException("There are 0 labels; expected at least one, or none given for all that occur.", nameof(labels));

        string[] all = [.. targets.Concat(predictions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] averaged = labels is null ? all : [.. labels.Distinct(StringComparer.Ordinal)];
        Dictionary<string, LabelCounts> counts = all.Union(averaged, StringComparer.Ordinal).ToDictionary(label => label, _ => new LabelCounts(), StringComparer.Ordinal);
        for (int i = 0; i < targets.Count; i++)
        {
            counts[targets[i]].Targets++;
            counts[predictions[i]].Predictions++;
            if (targets[i] == predictions[i])
                counts[targets[i]].Right++;
        }
        return ScoreOf(counts, averaged, targets.Count, SignatureOf(averaged, labels is null));
    }

    private sealed class LabelCounts
    {
        public long Targets { get; set; }

        public long Predictions { get; set; }

        public long Right { get; set; }
    }

    private static ClassificationScore ScoreOf(Dictionary<string, LabelCounts> counts, string[] averaged, int examples, string signature)
    {
        LabelScore[] labels = [.. averaged.Select(label => LabelScoreOf(label, counts[label]))];
        return new ClassificationScore
        {
            Accuracy = 100.0 * counts.Values.Sum(count => count.Right) / examples,
            MacroF1 = labels.Average(label => label.F1),
            MicroF1 = F1(
                averaged.Sum(label => counts[label].Right), averaged.Sum(label => counts[label].Predictions), averaged.Sum(label => counts[label].Targets)),
            Matthews = Matthews(counts.Values, examples),
            Labels = [.. labels],
            Examples = examples,
            Signature = signature,
        };
    }

    private static LabelScore LabelScoreOf(string label, LabelCounts counts) => new()
    {
        Label = label,
        Precision = counts.Predictions == 0 ? 0 : 100.0 * counts.Right / counts.Predictions,
        Recall = counts.Targets == 0 ? 0 : 100.0 * counts.Right / counts.Targets,
        F1 = F1(counts.Right, counts.Predictions, counts.Targets),
        Support = counts.Targets,
    };

    // 2PR / (P + R) with P = right / predictions and R = right / targets.
    private static double F1(long right, long predictions, long targets) => predictions + targets == 0 ? 0 : 200.0 * right / (predictions + targets);

    // R_K = (c·s − Σ p_k·t_k) / √( (s² − Σ p_k²) · (s² − Σ t_k²) ),  c right of s examples, p_k predictions and t_k targets of label k.
    // Gorodkin 2004 (doi:10.1016/j.compbiolchem.2004.09.006); with two labels, Matthews 1975.
    private static double Matthews(IEnumerable<LabelCounts> counts, int examples)
    {
        double s = examples;
        double c = 0, products = 0, predicted = 0, targeted = 0;
        foreach (LabelCounts label in counts)
        {
            c += label.Right;
            products += (double)label.Predictions * label.Targets;
            predicted += (double)label.Predictions * label.Predictions;
            targeted += (double)label.Targets * label.Targets;
        }
        double spread = (s * s - predicted) * (s * s - targeted);
        return spread == 0 ? 0 : 100 * (c * s - products) / Math.Sqrt(spread);
    }

    private static string SignatureOf(string[] labels, bool asFound) => new Signature(1)
        .Add("case", "c", "mixed")
        .Add("labels", "l", $"{labels.Length.ToString(CultureInfo.InvariantCulture)}-{(asFound ? "found" : "given")}")
        .Add("undefined", "u", "0")
        .AddVersion(Headwater)
        .ToLong();

    // No script defines these scores; the name stands for the definitions above.
    private const string Headwater = "headwater-1";
}
