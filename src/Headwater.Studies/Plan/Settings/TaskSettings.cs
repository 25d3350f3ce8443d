using System.Collections.Immutable;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>A task with the fingerprints of its data.</summary>
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

    /// <summary>Null for the likeliest token each time, so that runs from before beams were an option keep their ids.</summary>
    public DecodingSpec? Decoding { get; init; }

    /// <summary>How answers are read and judged; null for translation.</summary>
    public AnswerSettings? Answers { get; init; }

    /// <summary>What an evaluation without finetuning reads of the task: the test set, and the training set where there are shots.</summary>
    internal TaskSettings ForEvaluation(int shots) => this with { Train = shots > 0 ? Train : Nothing(Train), Validation = Nothing(Validation) };

    // A source that is not read has no part in what was measured.
    private static PairsSource Nothing(PairsSource source) => new() { Source = source.Source, Target = source.Target, Count = 0, Fingerprint = "" };
}

/// <summary>How the answers to a task other than translation are read and judged.</summary>
public sealed record AnswerSettings
{
    public required AnswerReading Reading { get; init; }

    /// <summary>What log-likelihoods are set against; null for nothing.</summary>
    public string? Normalise { get; init; }

    /// <summary>What is shown of what is measured.</summary>
    [NotFingerprinted]
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>Scores of guessing by metric, where the choices do not give them.</summary>
    [NotFingerprinted]
    public ImmutableSortedDictionary<string, double> Chance { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    [NotFingerprinted]
    public ImmutableSortedDictionary<string, double> Ceiling { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    internal ChoiceNormalisation Normalisation => Normalise is null ? ChoiceNormalisation.None : Enum.Parse<ChoiceNormalisation>(Normalise);

    internal static AnswerSettings Of(TextTaskSpec spec) => new()
    {
        Reading = spec.Reading, Normalise = spec.Normalise == ChoiceNormalisation.None ? null : spec.Normalise.ToString(), Metrics = spec.Metrics,
        Chance = spec.Chance, Ceiling = spec.Ceiling,
    };
}
