using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// One measured value with everything that identifies it: one row of an observation table. What is not known is <c>null</c>.
/// A model that was finetuned without any pretraining has <see cref="PretrainingTokens"/> 0; here its <see cref="PretrainingData"/> is "scratch".
/// </summary>
public sealed record Observation
{
    /// <summary>The name that <see cref="PretrainingData"/> has in rows of models without pretraining.</summary>
    public const string Scratch = "scratch";

    /// <summary>What stands before a measure of alignment where it is the metric of an observation: <c>alignment:words.de</c>.</summary>
    public const string AlignmentPrefix = "alignment:";

    internal static readonly ImmutableSortedDictionary<string, double> NoNumbers = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    internal static readonly ImmutableSortedDictionary<string, string> NoTexts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Where the row comes from: a study, a paper, a table.</summary>
    public string? Source { get; init; }

    /// <summary>The curve the row belongs to. Without it, rows are cut into series by the columns that identify them.</summary>
    public string? Series { get; init; }

    /// <summary>The mixture that was pretrained on, by name.</summary>
    public string? PretrainingData { get; init; }

    /// <summary>Parameter count N, embeddings included.</summary>
    public double? Parameters { get; init; }

    /// <summary>Pretraining tokens D_p seen, repeats included; 0 for a model without pretraining.</summary>
    public double? PretrainingTokens { get; init; }

    /// <summary>The finetuning set, by name.</summary>
    public string? FinetuningData { get; init; }

    /// <summary>Size of the finetuning set in examples.</summary>
    public double? FinetuningExamples { get; init; }

    /// <summary>Size of the finetuning set in tokens, D_f.</summary>
    public double? FinetuningTokens { get; init; }

    /// <summary>What the model was asked to do.</summary>
    public string? Task { get; init; }

    /// <summary>Examples shown in the prompt, as text: 0, 5. Scores with different numbers of shots are of different series.</summary>
    public string? Shots { get; init; }

    /// <summary>What was measured: bleu, chrf, cross-entropy, accuracy, …</summary>
    public required string Metric { get; init; }

    /// <summary>Whether a larger value is the better one; <c>null</c> leaves it to what is known of the metric.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>The measured value, in the metric's own unit. Always finite.</summary>
    public required double Value { get; init; }

    /// <summary>Standard error of <see cref="Value"/>, in the same unit.</summary>
    public double? StandardError { get; init; }

    /// <summary>The score of random guessing, in the unit of <see cref="Value"/>.</summary>
    public double? Chance { get; init; }

    /// <summary>The best value the metric can take on this task, in the unit of <see cref="Value"/>.</summary>
    public double? Ceiling { get; init; }

    /// <summary>Test items behind the value.</summary>
    public double? Items { get; init; }

    /// <summary>The seed of the run, as text. Rows that differ in the seed alone are replicates.</summary>
    public string? Seed { get; init; }

    /// <summary>The run that produced the row.</summary>
    public string? Run { get; init; }

    /// <summary>The model, by name.</summary>
    public string? Model { get; init; }

    /// <summary>Parameter count N without embeddings.</summary>
    public double? ParametersWithoutEmbeddings { get; init; }

    /// <summary>Pretraining tokens that differ from each other: <see cref="PretrainingTokens"/> less repeats.</summary>
    public double? UniqueTokens { get; init; }

    /// <summary>Pretraining compute C in FLOPs.</summary>
    public double? Compute { get; init; }

    /// <summary>The metric's signature: scores compare only where it is equal.</summary>
    public string? Signature { get; init; }

    /// <summary>The finetuning step of the model that was measured.</summary>
    public double? FinetuningStep { get; init; }

    /// <summary>Whether the metric had settled when finetuning ended; <c>null</c> if unknown.</summary>
    public bool? Converged { get; init; }

    /// <summary>Mixing rates by corpus (columns <c>rate_CORPUS</c>), each 0 to 1.</summary>
    public ImmutableSortedDictionary<string, double> Rates { get; init; } = NoNumbers;

    /// <summary>Numbers of columns this library does not know, by column name. A law may use them as scale variables; where they tell rows apart that would otherwise meet, they identify the series.</summary>
    public ImmutableSortedDictionary<string, double> Extra { get; init; } = NoNumbers;

    /// <summary>Texts of columns this library does not know, by column name. Where they tell rows apart that would otherwise meet, they identify the series.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = NoTexts;

    /// <summary>
    /// Whether the row belongs to a model that was finetuned without pretraining: it saw 0 pretraining tokens, whatever its mixture is called. Without a
    /// number of tokens, the name has to say so.
    /// </summary>
    public bool IsScratch => PretrainingTokens is 0 || (PretrainingTokens is null && string.Equals(PretrainingData, Scratch, StringComparison.OrdinalIgnoreCase));
}
