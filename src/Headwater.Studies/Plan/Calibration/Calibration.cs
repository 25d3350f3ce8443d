using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>
/// What a short measurement on this machine says of a study's own work: real training steps, validation and decoding of its models at its batch shapes, by as
/// many processes at once as the study will run. Times are in seconds, sizes in bytes.
/// </summary>
public sealed record Calibration
{
    // Other work that holds the processors for a larger share of the time slows by more than the waiting. Below it is the compiler, which works beside the runs.
    private const double MostWaiting = 0.2;

    public required string Processor { get; init; }

    /// <summary>Processes that measured at the same time.</summary>
    public required int Jobs { get; init; }

    /// <summary>The largest share of the clock for which other work held the processors while steps were timed. It is left out of all times.</summary>
    public double Waited { get; init; }

    /// <summary>Whether that was so much that no plan keeps what was measured.</summary>
    [JsonIgnore]
    public bool WasBusy => Waited > MostWaiting;

    /// <summary>From the start of a process to its first training step.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Making the study's tokenizer; 0 where it is there already.</summary>
    public required double TokenizerSeconds { get; init; }

    /// <summary>UTF-8 bytes a token in the study's corpora; null without corpora.</summary>
    public double? BytesPerToken { get; init; }

    /// <summary>Bytes of a corpus that are tokenised in a second; null without corpora.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>One for each model that is pretrained.</summary>
    public required ImmutableArray<PretrainingTrial> Pretraining { get; init; }

    /// <summary>One for each model and task.</summary>
    public required ImmutableArray<FinetuningTrial> Finetuning { get; init; }

    internal PretrainingTrial? Of(PretrainingSettings settings) => Pretraining.FirstOrDefault(trial => trial.Model == settings.Model.Name);

    internal FinetuningTrial? Of(FinetuningSettings settings) => Finetuning.FirstOrDefault(trial => trial.Model == settings.Model.Name && trial.Task == settings.Task.Name);

    // Where a calibration is from before steps told their work: a thread of a cloud processor.
    private const double AssumedRate = 20e9;

    /// <summary>FLOPs a second in training steps of a model; a forward pass is about as fast.</summary>
    internal double FlopsPerSecond(string model) =>
        Pretraining.FirstOrDefault(trial => trial.Model == model) is { StepFlops: double flops and > 0, StepSeconds: > 0 and var seconds } ? flops / seconds : AssumedRate;

    /// <summary>What processes that measured side by side agree on: mean times, and the most memory.</summary>
    internal static Calibration Mean(IReadOnlyList<Calibration> all) => all[0] with
    {
        Jobs = all.Count,
        Waited = all.Max(one => one.Waited),
        StartSeconds = all.Average(one => one.StartSeconds),
        TokenizerSeconds = all.Average(one => one.TokenizerSeconds),
        BytesPerSecond = all.Average(one => one.BytesPerSecond),
        Pretraining = [.. all[0].Pretraining.Select((_, place) => PretrainingTrial.Mean([.. all.Select(one => one.Pretraining[place])]))],
        Finetuning = [.. all[0].Finetuning.Select((_, place) => FinetuningTrial.Mean([.. all.Select(one => one.Finetuning[place])]))],
    };
}

/// <summary>Pretraining of one model.</summary>
public sealed record PretrainingTrial
{
    public required string Model { get; init; }

    public required double StepSeconds { get; init; }

    /// <summary>Work of a step; null in calibrations from before it was recorded.</summary>
    public double? StepFlops { get; init; }

    /// <summary>Writing one checkpoint.</summary>
    public required double SaveSeconds { get; init; }

    /// <summary>Size of one checkpoint.</summary>
    public required long SavedBytes { get; init; }

    /// <summary>Peak memory of the process.</summary>
    public required long MemoryBytes { get; init; }

    internal static PretrainingTrial Mean(IReadOnlyList<PretrainingTrial> all) => all[0] with
    {
        StepSeconds = all.Average(one => one.StepSeconds),
        SaveSeconds = all.Average(one => one.SaveSeconds),
        MemoryBytes = all.Max(one => one.MemoryBytes),
    };
}

/// <summary>Finetuning of one model on one task.</summary>
public sealed record FinetuningTrial
{
    public required string Model { get; init; }

    public required string Task { get; init; }

    /// <summary>Of the training pairs, counted by a tokenizer.</summary>
    public required PairLengths Lengths { get; init; }

    /// <summary>Tokenising one pair.</summary>
    public required double EncodeSeconds { get; init; }

    /// <summary>Reading and writing the model.</summary>
    public required double LoadSeconds { get; init; }

    public required double StepSeconds { get; init; }

    /// <summary>The loss of one pair.</summary>
    public required double LossSeconds { get; init; }

    /// <summary>Decoding one source.</summary>
    public required double DecodeSeconds { get; init; }

    /// <summary>Scores and their standard errors, for one pair.</summary>
    public required double ScoreSeconds { get; init; }

    /// <summary>Size of the finished model.</summary>
    public required long SavedBytes { get; init; }

    /// <summary>Peak memory of the process.</summary>
    public required long MemoryBytes { get; init; }

    internal static FinetuningTrial Mean(IReadOnlyList<FinetuningTrial> all) => all[0] with
    {
        EncodeSeconds = all.Average(one => one.EncodeSeconds),
        LoadSeconds = all.Average(one => one.LoadSeconds),
        StepSeconds = all.Average(one => one.StepSeconds),
        LossSeconds = all.Average(one => one.LossSeconds),
        DecodeSeconds = all.Average(one => one.DecodeSeconds),
        ScoreSeconds = all.Average(one => one.ScoreSeconds),
        MemoryBytes = all.Max(one => one.MemoryBytes),
    };
}
