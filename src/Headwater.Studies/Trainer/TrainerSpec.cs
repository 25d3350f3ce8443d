using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The commands that do a study's training in place of Headwater's own trainer: <c>trainer:</c> of a study file.</summary>
public sealed record TrainerSpec
{
    /// <summary>Trains a model on a mixture up to a token count; null where Headwater pretrains.</summary>
    public TrainerCommand? Pretrain { get; init; }

    /// <summary>Finetunes a checkpoint on a task; null where Headwater finetunes.</summary>
    public TrainerCommand? Finetune { get; init; }

    /// <summary>Scores a model on a task; null where the finetuning command does, or Headwater.</summary>
    public TrainerCommand? Evaluate { get; init; }

    /// <summary>The metrics that the commands report, in the order of the study file, and whether a higher score is better; empty where Headwater scores.</summary>
    public ImmutableArray<TrainerMetric> Metrics { get; init; } = [];

    internal IEnumerable<(string Stage, TrainerCommand Command)> Commands() =>
        new[] { (CommandTemplate.Pretrain, Pretrain), (CommandTemplate.Finetune, Finetune), (CommandTemplate.Evaluate, Evaluate) }
            .Where(command => command.Item2 is not null).Select(command => (command.Item1, command.Item2!));
}

/// <summary>A metric that a trainer's command reports.</summary>
public sealed record TrainerMetric(string Name, bool HigherIsBetter);

/// <summary>One command of a trainer, with how its results are found. What decides a result is part of a job's identity: the words, the content of its files, and what is read.</summary>
public sealed record TrainerCommand
{
    /// <summary>The program and its arguments, with fields in braces as written.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>Hashes of the files that the command names, by the name as written.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Pattern, below <c>{out}</c>, of the checkpoint that it leaves; null where it leaves none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Where its scores are; null where it reports none.</summary>
    public ScoreSource? Scores { get; init; }

    /// <summary>The layout of the pretraining text; null where the command reads none.</summary>
    public DataLayout? Data { get; init; }

    /// <summary>A regular expression with groups <c>tokens</c> and <c>loss</c>, and optionally <c>validation</c> for the loss on text that all mixtures share, that finds the learning curve in the output; null for none.</summary>
    [NotFingerprinted]
    public string? Progress { get; init; }

    /// <summary>Exit codes after which it is tried again by the study's rule for retries.</summary>
    [NotFingerprinted]
    public ImmutableArray<int> Again { get; init; } = [];

    /// <summary>Exit codes that say: the state is saved, start me again.</summary>
    [NotFingerprinted]
    public ImmutableArray<int> Saved { get; init; } = [SavedCode];

    /// <summary>The folder that it runs in: that of the study file.</summary>
    [NotFingerprinted]
    public string Folder { get; init; } = "";

    /// <summary>EX_TEMPFAIL of sysexits.h, which Headwater's own commands use too.</summary>
    internal const int SavedCode = 75;

    /// <summary>Whether it continues from the checkpoint before, so that one trajectory passes all token counts.</summary>
    internal bool Continues => CommandTemplate.FieldsOf(Command).Contains(CommandTemplate.Checkpoint);

    internal bool Uses(string field) => CommandTemplate.FieldsOf(Command).Contains(field);
}

/// <summary>Where a command's scores are: a file below <c>{out}</c>, or its output.</summary>
public sealed record ScoreSource
{
    /// <summary>Pattern of a results file: JSON, JSONL or CSV.</summary>
    public string? File { get; init; }

    /// <summary>A regular expression on the output, whose last match has the score; null with a file.</summary>
    public string? Log { get; init; }

    /// <summary>Pattern of a file with a line of JSON for each test example, its scores by metric; null for none. Arms are then compared example by example.</summary>
    public string? Examples { get; init; }

    /// <summary>The metrics that are taken.</summary>
    public required ImmutableArray<string> Metrics { get; init; }
}
