using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>
/// A study as its author wants it: every default filled in, every path absolute, every name resolved. Immutable; made by <see cref="StudyReader"/>.
/// </summary>
public sealed record StudySpec
{
    /// <summary>The name given under <c>study:</c>; also the default name of the study's folder.</summary>
    public required string Name { get; init; }

    /// <summary>Full path of the file it was read from.</summary>
    public required string File { get; init; }

    /// <summary>Every random choice of the study derives from this number.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Seeds of training, one replicate each: initial weights, order, dropout, subsets. Empty for <see cref="Seed"/> alone.</summary>
    public ImmutableArray<ulong> Seeds { get; init; } = [];

    /// <summary>Every seed that the study trains with, at least one.</summary>
    [JsonIgnore]
    public ImmutableArray<ulong> TrainingSeeds => Seeds.IsDefaultOrEmpty ? [Seed] : Seeds;

    /// <summary>The mixtures that a seed trains, where it does not train all; every seed trains from scratch too.</summary>
    public ImmutableSortedDictionary<ulong, ImmutableArray<string>> SeedMixtures { get; init; } = ImmutableSortedDictionary<ulong, ImmutableArray<string>>.Empty;

    /// <summary>Whether a mixture is trained with a seed.</summary>
    internal bool Trains(string mixture, ulong seed) => !SeedMixtures.TryGetValue(seed, out ImmutableArray<string> some) || some.Contains(mixture);

    /// <summary>CPU threads of one run. Part of the results' identity: sums change with the order in which threads add.</summary>
    public required int Threads { get; init; }

    public required TokenizerSpec Tokenizer { get; init; }

    public required ImmutableArray<ModelSpec> Models { get; init; }

    public required ImmutableArray<CorpusSpec> Corpora { get; init; }

    /// <summary>Absent in a plain finetuning, where the non-pretrained arm is the only one.</summary>
    public PretrainingSpec? Pretraining { get; init; }

    public required ImmutableArray<TaskSpec> Tasks { get; init; }

    public required FinetuningSpec Finetuning { get; init; }

    /// <summary>How pretrained models are measured as they are; null where they are finetuned.</summary>
    public EvaluationSpec? Evaluation { get; init; }

    /// <summary>Some of <see cref="MetricNames.Known"/>, in the order asked for.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    public ForecastSpec? Forecast { get; init; }

    /// <summary>What is trained after the decision, to see whether the forecasts came true; null for nothing.</summary>
    public VerifySpec? Verify { get; init; }

    /// <summary>Full path of a table with rows of finished runs, which are not made again; the file need not be there yet. Null for none.</summary>
    public string? Observations { get; init; }

    /// <summary>How often a failed run is tried again, and after what.</summary>
    public RetryRule Retries { get; init; } = new();

    /// <summary>The commands that train or score in place of Headwater; null where Headwater does everything.</summary>
    public TrainerSpec? Trainer { get; init; }

    /// <summary>Whether commands of the study's trainer score its models.</summary>
    internal bool IsScoredByTrainer => Trainer is { Metrics.IsEmpty: false };

    /// <summary>What Slurm is asked for; null for its own defaults.</summary>
    public SlurmSpec? Slurm { get; init; }

    /// <summary>What an hour of a device costs; null where nobody says.</summary>
    public Price? Price { get; init; }

    /// <summary>Whether runs write TensorBoard event files beside their metrics.</summary>
    public bool TensorBoard { get; init; }

    /// <summary>Seconds between the states that a run saves to continue from.</summary>
    public int SaveEvery { get; init; } = 60;

    /// <summary>How many of the latest states are kept.</summary>
    public int KeepStates { get; init; } = 1;
}

/// <summary>What the analysis should hold out and what it should forecast.</summary>
public sealed record ForecastSpec
{
    /// <summary>Smallest checkpoints used by the backtest; the larger ones are its targets. Null for the analysis' own choice.</summary>
    public int? FitOn { get; init; }

    /// <summary>Pretraining tokens to forecast, ascending.</summary>
    public ImmutableArray<double> At { get; init; } = [];
}
