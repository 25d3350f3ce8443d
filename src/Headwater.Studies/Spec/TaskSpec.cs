using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What the finetuned model must do, with training, validation and test examples: translation, or what <see cref="Text"/> says.</summary>
public sealed record TaskSpec
{
    public required string Name { get; init; }

    /// <summary>What is asked for in place of translation; null for translation.</summary>
    public TextTaskSpec? Text { get; init; }

    /// <summary>Two-letter code of the language translated from; of other tasks, their language.</summary>
    public required string Source { get; init; }

    public required string Target { get; init; }

    public required PairSource Train { get; init; }

    public required PairSource Validation { get; init; }

    public required PairSource Test { get; init; }

    /// <summary>Text put before every source sentence.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Longest source in tokens, its end included; longer ones are cut.</summary>
    public int MaxSource { get; init; } = 256;

    /// <summary>Longest target in tokens, its end included, in training and in decoding.</summary>
    public int MaxTarget { get; init; } = 256;

    /// <summary>How outputs are searched for; null for the likeliest token each time.</summary>
    public DecodingSpec? Decoding { get; init; }

    /// <summary>Whether the study has only its name: the trainer's command has its examples.</summary>
    public bool IsOfTrainer { get; init; }

    /// <summary>Scores of guessing by metric, of a task that the trainer's command scores.</summary>
    public ImmutableSortedDictionary<string, double> Chance { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>What it is, for tables: "translation, en to de".</summary>
    public string Describe() => IsOfTrainer ? "scored by the trainer" : Text?.Describe() ?? $"translation, {Source} to {Target}";
}

/// <summary>Examples: sentence pairs of aligned files (<see cref="Path"/> is their common prefix, or one file), records of one file, or <see cref="Count"/> generated ones.</summary>
public sealed record PairSource(string? Path, int Count, int Line)
{
    /// <summary>What generated pairs are about; empty for everything.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Which pairs of files count; null for all.</summary>
    public PairFilter? Filter { get; init; }
}
