using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// The scale a model was trained at: parameters, tokens and the size of the finetuning set, each rounded to three significant digits, so that sizes that
/// differ by a few embeddings or by one batch are one scale. What a table does not have is <c>null</c>.
/// </summary>
/// <param name="Parameters">Parameter count.</param>
/// <param name="PretrainingTokens">Pretraining tokens.</param>
/// <param name="FinetuningExamples">Finetuning set in examples.</param>
/// <param name="FinetuningTokens">Finetuning set in tokens.</param>
/// <param name="Compute">Compute in FLOPs, for tables that have neither parameters nor tokens.</param>
internal readonly record struct TrainingScale(double? Parameters, double? PretrainingTokens, double? FinetuningExamples, double? FinetuningTokens, double? Compute)
{
    private static readonly string[] Names = ["parameters", "pretraining_tokens", "finetuning_examples", "finetuning_tokens", "compute"];

    /// <summary>
    /// How large the scale is: the product of what is known of it, which for parameters and tokens is compute / 6. 0 for a model without pretraining.
    /// </summary>
    public double Size => Values.OfType<double>().Aggregate(1.0, (product, value) => product * value);

    private double?[] Values => [Parameters, PretrainingTokens, FinetuningExamples, FinetuningTokens, Compute];

    public static TrainingScale Of(Observation row)
    {
        double? parameters = row.Parameters ?? row.ParametersWithoutEmbeddings;
        bool needsCompute = parameters is null && row.PretrainingTokens is null;
        return new(Rounded(parameters), Rounded(row.PretrainingTokens), Rounded(row.FinetuningExamples), Rounded(row.FinetuningTokens), needsCompute ? Rounded(row.Compute) : null);
    }

    /// <summary>The same scale without some of its quantities.</summary>
    /// <param name="isKept">For each quantity, in the order of the parameters, whether it stays.</param>
    public TrainingScale Keeping(IReadOnlyList<bool> isKept) => new(
        isKept[0] ? Parameters : null,
        isKept[1] ? PretrainingTokens : null,
        isKept[2] ? FinetuningExamples : null,
        isKept[3] ? FinetuningTokens : null,
        isKept[4] ? Compute : null);

    /// <summary>
    /// The quantities that vary between two sides. A quantity that stays the same for every recipe is not a scale, such as the size of a model that is finetuned on more
    /// and more examples. Where nothing else is left, all are.
    /// </summary>
    /// <param name="small">The recipes and scales of one side.</param>
    /// <param name="large">Those of the other, of the same recipes.</param>
    public static bool[] VaryingBetween(ILookup<string, TrainingScale> small, ILookup<string, TrainingScale> large)
    {
        bool[] varies = [.. Enumerable.Range(0, Names.Length).Select(index => small.Any(recipe => recipe.Concat(large[recipe.Key]).Any(scale => scale.Values[index] != recipe.First().Values[index])))];
        return varies.Contains(true) ? varies : [.. varies.Select(_ => true)];
    }

    /// <summary>How many times larger another scale is; <c>null</c> where either has no size.</summary>
    public double? RatioTo(TrainingScale other) => Size > 0 && other.Size / Size is var ratio && double.IsFinite(ratio) && ratio > 0 ? ratio : null;

    /// <summary>Whether two scales differ in pretraining tokens alone, and this one has at least <paramref name="share"/> of the other's.</summary>
    public bool IsCheckpointOf(TrainingScale later, double share) =>
        PretrainingTokens is > 0 and { } tokens && later.PretrainingTokens is { } all && tokens < all && tokens >= share * all && this with { PretrainingTokens = all } == later;

    /// <summary>The numbers that a law in one variable has for these scales: the one quantity that varies, or the size where several do.</summary>
    public static double[] OneVariable(IReadOnlyList<TrainingScale> scales)
    {
        int[] varying = [.. Enumerable.Range(0, Names.Length).Where(index => scales.Any(scale => scale.Values[index] != scales[0].Values[index]))];
        return [.. scales.Select(scale => varying is [var only] ? scale.Values[only] ?? double.NaN : scale.Size)];
    }

    /// <summary>The scale for a message: 412M parameters, 8.2B pretraining tokens.</summary>
    public override string ToString()
    {
        double?[] values = Values;
        string[] parts = [.. Enumerable.Range(0, Names.Length).Where(index => values[index] is not null).Select(index => $"{Numerals.Size(values[index]!.Value)} {ScaleColumns.InWords(Names[index])}")];
        return parts.Length == 0 ? "no known size" : string.Join(", ", parts);
    }

    private static double? Rounded(double? value) =>
        value is { } number && number > 0 ? double.Parse(number.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}
