using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>Finetuning of every checkpoint, and of the untrained model, on nested subsets of each task's training pairs.</summary>
public sealed record FinetuningSpec
{
    /// <summary>Sizes of the training subsets, ascending; null is all pairs.</summary>
    public ImmutableArray<int?> Examples { get; init; } = [null];

    /// <summary>Steps of every run; where <see cref="Patience"/> may end it earlier, the most it takes.</summary>
    public int Steps { get; init; } = 4000;

    /// <summary>Pairs per step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Input and target tokens per step, padding included, in place of <see cref="Batch"/>; null where pairs are counted.</summary>
    public int? BatchTokens { get; init; }

    /// <summary>Tokens of a row that holds several pairs; null for a pair a row.</summary>
    public int? Packing { get; init; }

    /// <summary>Validations in a row without an improvement after which a run stops; null for a fixed number of steps.</summary>
    public int? Patience { get; init; } = 5;

    /// <summary>Which checkpoint a metric is read from.</summary>
    public CheckpointChoice ChooseCheckpoint { get; init; }

    /// <summary>Validation examples that are decoded, at most, to choose checkpoints by a metric.</summary>
    public int ValidationExamples { get; init; } = 200;

    public OptimizationSpec Optimization { get; init; } = new();

    /// <summary>One rate, or several of which the best by validation loss is kept.</summary>
    public ImmutableArray<double> LearningRates { get; init; } = [0.001];

    /// <summary>Whether every finetuned model chooses among the rates for itself, instead of the cheapest of its kind for all.</summary>
    public bool ChoosesRateEach { get; init; }

    /// <summary>Steps at the full rate before it falls as 1/√step; null keeps it constant.</summary>
    public int? WarmUp { get; init; }

    /// <summary>Steps between validations.</summary>
    public int ValidateEvery { get; init; } = 100;

    public double Dropout { get; init; } = 0.1;

    public double? Clip { get; init; } = 1;

    public double LabelSmoothing { get; init; }

    /// <summary>Weight of the squared log-normaliser in the loss.</summary>
    public double ZLoss { get; init; }

    /// <summary>Whether the untrained model is finetuned too, with the same steps and rates.</summary>
    public bool FromScratch { get; init; } = true;

    /// <summary>Pretraining text in between; null for none.</summary>
    public FinetuningReplay? Replay { get; init; }

    /// <summary>1-based line of <c>finetuning:</c>.</summary>
    public int Line { get; init; }
}

/// <summary>Pretraining text that takes a share of the steps of a finetuning.</summary>
/// <param name="Share">Share of the steps, between 0 and 1.</param>
/// <param name="Corpus">The corpus; null for the mixture that a checkpoint was pretrained on.</param>
public sealed record FinetuningReplay(double Share, string? Corpus);

/// <summary>The checkpoint of a finetuning at which a metric is measured.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckpointChoice>))]
public enum CheckpointChoice
{
    /// <summary>The best by that metric on the validation set; losses from the one of lowest validation loss.</summary>
    [JsonStringEnumMemberName("metric")] Metric,

    /// <summary>The one of lowest validation loss, for every metric.</summary>
    [JsonStringEnumMemberName("loss")] Loss,

    /// <summary>The one after the last step, for every metric.</summary>
    [JsonStringEnumMemberName("last")] Last,
}
