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
[JsonDerivedType(typeof(MeasuresSettings), "measures")]
public abstract record JobSettings;
