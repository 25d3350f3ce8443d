using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;
using Headwater.Phrasebook;

namespace Headwater.Studies;

/// <summary>What a task other than translation asks of a model, and how its answers are judged.</summary>
public sealed record TextTaskSpec
{
    /// <summary>The built-in kind it is of, by its name in the study file; null where everything is written out.</summary>
    public string? Kind { get; init; }

    public required TaskForm Form { get; init; }

    public required AnswerReading Reading { get; init; }

    /// <summary>How the log-likelihoods of choices are normalised when answers are ranked.</summary>
    public ChoiceNormalisation Normalise { get; init; }

    /// <summary>Some of <see cref="TaskMetricNames.Known"/>; those of <see cref="TaskMetricNames.Scores"/> enter the mean over tasks.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>Scores of guessing, by metric, where they do not follow from the choices; in the metric's unit.</summary>
    public ImmutableSortedDictionary<string, double> Chance { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The best scores that the task allows, by metric, where that is not the metric's own limit.</summary>
    public ImmutableSortedDictionary<string, double> Ceiling { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>What its records are made of where they are generated; null for files.</summary>
    public GeneratedTaskSpec? Generated { get; init; }

    /// <summary>What it is, for tables: "boolq, ranked".</summary>
    public string Describe() => $"{Kind ?? "task"}, {(Reading == AnswerReading.Generate ? "generated" : $"ranked{(Normalise == ChoiceNormalisation.None ? "" : $" against {Normalise.ToString().ToLowerInvariant()}")}")}";
}

/// <summary>How the records of a task are generated.</summary>
public sealed record GeneratedTaskSpec
{
    /// <summary><see cref="Cloze"/> or <see cref="Phrasebook"/>.</summary>
    public required string Generator { get; init; }

    /// <summary>The generator of <see cref="ClozeTask"/>.</summary>
    public const string Cloze = "cloze";

    /// <summary>The generator of <see cref="PhrasebookTasks"/>.</summary>
    public const string Phrasebook = "phrasebook";

    /// <summary>What is asked of the phrasebook: the name of a <see cref="PhrasebookTask"/>.</summary>
    public string? Ask { get; init; }

    /// <summary>What the phrasebook talks about; empty for everything. The fingerprint of the text holds it.</summary>
    [NotFingerprinted]
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Running text that sentences are taken from.</summary>
    [NotFingerprinted]
    public string? Corpus { get; init; }

    /// <summary>A table of the corpus's books with a column of words.</summary>
    [NotFingerprinted]
    public string? Books { get; init; }

    public string? Language { get; init; }

    public int Choices { get; init; }

    public int Context { get; init; }
}
