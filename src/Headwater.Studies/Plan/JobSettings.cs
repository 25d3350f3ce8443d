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
public abstract record JobSettings;

/// <summary>A setting that changes where or how often, not what: left out of the fingerprint.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotFingerprintedAttribute : Attribute;

/// <summary>Loads a tokenizer, or trains one on the corpora, or, where there are none, on the training pairs of the tasks.</summary>
public sealed record TokenizerSettings : JobSettings
{
    public TextSource? Load { get; init; }

    public int Vocabulary { get; init; }

    public required int Sentinels { get; init; }

    public long Sample { get; init; }

    public ImmutableArray<TextSource> Corpora { get; init; } = [];

    public ImmutableArray<PairsSource> Pairs { get; init; } = [];

    public ulong Seed { get; init; }
}

/// <summary>Tokenises one corpus.</summary>
public sealed record CorpusSettings : JobSettings
{
    public required TextSource Corpus { get; init; }

    /// <summary>Id of the tokenizer's job.</summary>
    public required string Tokenizer { get; init; }
}

/// <summary>One pretraining trajectory. Later checkpoints continue it, so the token counts are no part of its identity.</summary>
public sealed record PretrainingSettings : JobSettings
{
    public required ModelSpec Model { get; init; }

    public required string Tokenizer { get; init; }

    public required string Mixture { get; init; }

    public required ImmutableSortedDictionary<string, double> Rates { get; init; }

    /// <summary>Ids of the jobs that tokenised the corpora, by corpus.</summary>
    public required ImmutableSortedDictionary<string, string> Corpora { get; init; }

    [NotFingerprinted]
    public required ImmutableArray<long> Checkpoints { get; init; }

    public required int Batch { get; init; }

    public required int Sequence { get; init; }

    public required double NoiseDensity { get; init; }

    public required double MeanSpan { get; init; }

    public required int WarmUp { get; init; }

    public required double LearningRate { get; init; }

    public required double Dropout { get; init; }

    public required double? Clip { get; init; }

    public required double LabelSmoothing { get; init; }

    /// <summary>Decides between an error and another epoch, and changes no batch before that.</summary>
    [NotFingerprinted]
    public required bool Repeat { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }
}

/// <summary>Keeps the trial with the least validation loss.</summary>
public sealed record RateSettings : JobSettings
{
    /// <summary>Ids of the finetunings that differ only in the rate, in the order of the study file.</summary>
    public required ImmutableArray<string> Trials { get; init; }
}

/// <summary>One finetuning of one checkpoint, or of the untrained model, and its evaluation.</summary>
public sealed record FinetuningSettings : JobSettings
{
    public required ModelSpec Model { get; init; }

    public required string Tokenizer { get; init; }

    /// <summary>Id of the pretraining run; null for the non-pretrained arm.</summary>
    public string? Pretraining { get; init; }

    /// <summary>The checkpoint's token count as requested; 0 for the non-pretrained arm.</summary>
    public long Checkpoint { get; init; }

    /// <summary>A model from elsewhere, in the published layout, in place of a pretraining run.</summary>
    public TextSource? Weights { get; init; }

    /// <summary>The arm's name in tables: the mixture, or <see cref="StudyPlan.Scratch"/>.</summary>
    [NotFingerprinted]
    public required string Mixture { get; init; }

    public required TaskSettings Task { get; init; }

    /// <summary>Training pairs used; null is all.</summary>
    public required int? Examples { get; init; }

    public required int Steps { get; init; }

    public required int Batch { get; init; }

    /// <summary>The rate; null where <see cref="Rate"/> decides it.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Id of the job that decides the rate.</summary>
    public string? Rate { get; init; }

    public required int ValidateEvery { get; init; }

    public required double Dropout { get; init; }

    public required double? Clip { get; init; }

    public required double LabelSmoothing { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }
}

/// <summary>A translation task with the fingerprints of its data.</summary>
public sealed record TaskSettings
{
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required string Target { get; init; }

    public required PairsSource Train { get; init; }

    public required PairsSource Validation { get; init; }

    public required PairsSource Test { get; init; }

    public required string Prefix { get; init; }

    public required int MaxSource { get; init; }

    public required int MaxTarget { get; init; }
}

/// <summary>A file, or generated text. <see cref="Path"/> says where, <see cref="Fingerprint"/> what.</summary>
public sealed record TextSource
{
    public required string Name { get; init; }

    public string? Language { get; init; }

    [NotFingerprinted]
    public string? Path { get; init; }

    /// <summary>Phrases of a generated corpus; 0 for a file.</summary>
    public int Phrases { get; init; }

    public ulong Seed { get; init; }

    public required string Fingerprint { get; init; }
}

/// <summary>Sentence pairs from files, or generated ones.</summary>
public sealed record PairsSource
{
    [NotFingerprinted]
    public string? Path { get; init; }

    public required string Source { get; init; }

    public required string Target { get; init; }

    /// <summary>Pairs there are.</summary>
    public required int Count { get; init; }

    /// <summary>Which part of the phrasebook generated pairs come from; null for files.</summary>
    public string? Split { get; init; }

    public ulong Seed { get; init; }

    public required string Fingerprint { get; init; }
}
