using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>How a metric is named and how many decimals its values carry. Made once per metric, so that a column has one precision.</summary>
public sealed record MetricFormat
{
    private MetricFormat(string name, string? unit, int decimals, bool isLoss) => (Name, Unit, Decimals, IsLoss) = (name, unit, decimals, isLoss);

    /// <summary>As people write it: BLEU, chrF, cross-entropy.</summary>
    public string Name { get; }

    /// <summary>The name behind a number or within a sentence: BLEU, chrF, cross-entropy.</summary>
    public string InText => IsLoss ? Name.ToLowerInvariant() : Name is "Accuracy" or "Macro F1" or "Exact match" or "Probability of the right choice" ? char.ToLowerInvariant(Name[0]) + Name[1..] : Name;

    public string? Unit { get; }

    public int Decimals { get; }

    /// <summary>Whether it is a cross-entropy or another loss.</summary>
    public bool IsLoss { get; }

    // Values that are all smaller than this, such as squared errors, need more decimals than those of their kind usually do.
    private const double SmallValue = 0.01;

    /// <summary>The format of a metric; for one that is not known, from the size of its values.</summary>
    public static MetricFormat Of(string metric, IEnumerable<double>? values = null)
    {
        MetricFormat usual = Usual(metric, values);

        // A percentage that a table writes as a fraction needs the two digits that the point has taken.
        bool isFraction = usual is { Decimals: 1, IsLoss: false } && values is not null && values.Any() && values.All(value => Math.Abs(value) <= 1);
        int decimals = isFraction ? usual.Decimals + 2 : usual.Decimals;
        return new(usual.Name, usual.Unit, values is not null && values.Any() && values.All(value => Math.Abs(value) < SmallValue) ? Math.Max(decimals, FromSize(values)) : decimals, usual.IsLoss);
    }

    private static MetricFormat Usual(string metric, IEnumerable<double>? values) => metric.ToLowerInvariant() switch
    {
        "bleu" => new("BLEU", null, 1, false),
        "chrf" => new("chrF", null, 1, false),
        "chrf++" => new("chrF++", null, 1, false),
        "ter" => new("TER", null, 1, false),
        "cross-entropy" or "cross_entropy" or "crossentropy" => new("Cross-entropy", "nats per token", 3, true),
        "accuracy" => new("Accuracy", null, 3, false),
        "f1_macro" => new("Macro F1", null, 1, false),
        "f1" => new("F1", null, 1, false),
        "f1a" => new("F1a", null, 1, false),
        "exact_match" => new("Exact match", null, 1, false),
        "rouge1" or "rouge2" or "rougel" or "rougelsum" => new("ROUGE-" + metric[5..], null, 1, false),
        "bits-per-byte" => new("Bits per byte", null, 3, true),
        "nats-per-answer" => new("Nats per answer", null, 2, true),
        "choice-probability" => new("Probability of the right choice", null, 3, false),
        "loss" => new("Loss", null, 3, true),
        "perplexity" => new("Perplexity", null, 2, true),
        _ => new(metric, null, FromSize(values), false),
    };

    public static MetricFormat Of(Analysis analysis, string metric) => Of(metric, analysis.Table.Rows.Where(r => r.Metric == metric).Select(r => r.Value));

    public string Value(double value) => Readable.Fixed(value, Decimals);

    /// <summary>A value with its standard error, where there is one above 0: 24.3 ± 0.6.</summary>
    public string Value(double value, double? standardError) => standardError is > 0 and { } error ? $"{Value(value)} ± {Error(error)}" : Value(value);

    /// <summary>A difference always has its sign.</summary>
    public string Difference(double value) => value > 0 && Value(value) is var text && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : Value(value);

    public string Difference(double value, double? standardError) =>
        standardError is { } error ? $"{Difference(value)} ± {Error(error)}" : Difference(value);

    public string Interval(double low, double high) => $"[{Value(low)}, {Value(high)}]";

    /// <summary>A gain, positive for the better side, with its standard error if there is one: +2.1 ± 0.4 BLEU, or for a loss cross-entropy lower by 0.21.</summary>
    public string Gain(double gain, double? standardError = null) =>
        IsLoss ? $"{InText} {(gain >= 0 ? "lower" : "higher")} by {Value(Math.Abs(gain), standardError)}" : $"{Difference(gain, standardError)} {InText}";

    // An error that would print as zero keeps its first digit.
    private string Error(double error) =>
        error > 0 && error < 0.5 * Math.Pow(10, -Decimals) ? Readable.Significant(error, 1) : Readable.Fixed(error, Decimals);

    private static int FromSize(IEnumerable<double>? values)
    {
        double largest = values?.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(1).Max() ?? 1;
        // Three significant digits of the largest value: 0.843, 12.4, 1520.
        return largest <= 0 ? 3 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(largest)), 0, 9);
    }
}
