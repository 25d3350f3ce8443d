using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>
/// The resolved settings of a job. All of them determine its result, and so its id, except those marked <see cref="NotFingerprintedAttribute"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stage")]
[JsonDerivedType(typeof(TokenizerSettings), "tokenizer")]
[JsonDerivedType(typeof(CorpusSettings), "corpus")]
[JsonDerivedType(typeof(PretrainingSettings), "pretraining")]
[JsonDerivedType(typeof(RateSettings), "rate")]
[JsonDerivedType(typeof(FinetuningSettings), "finetuning")]
[JsonDerivedType(typeof(EvaluationSettings), "evaluation")]
[JsonDerivedType(typeof(MeasuresSettings), "measures")]
[JsonDerivedType(typeof(MixtureExportSettings), "export")]
public abstract record JobSettings;

/// <summary>A setting that changes where or how often, not what: left out of the fingerprint.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotFingerprintedAttribute : Attribute;

/// <summary>Tokenises one corpus.</summary>
public sealed record CorpusSettings : JobSettings
{
    public required TextSource Corpus { get; init; }

    /// <summary>Id of the tokenizer's job.</summary>
    public required string Tokenizer { get; init; }
}

/// <summary>Keeps the trial with the least validation loss.</summary>
public sealed record RateSettings : JobSettings
{
    /// <summary>Ids of the finetunings that differ only in the rate, in the order of the study file.</summary>
    public required ImmutableArray<string> Trials { get; init; }
}
