using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    public required LearningRateSchedule Schedule { get; init; }

    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adafactor;

    /// <summary>Share of the rate by which weights shrink in each step; for the kinds of AdamW.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The step count at which training is done.</summary>
    public required long Steps { get; init; }

    /// <summary>The gradient's Euclidean norm is held at this; null leaves it.</summary>
    public double? ClipNorm { get; init; } = 1.0;

    /// <summary>0 for pretraining, 0.1 for finetuning (the published settings).</summary>
    public double Dropout { get; init; }

    /// <summary>Probability spread evenly over the vocabulary in the training loss. Validation and measured cross-entropy never smooth.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Weight of the squared logarithm of the softmax's normaliser in the training loss, which keeps logits from drifting: t5x's z_loss, 1e-4 there. Logged losses hold it.
    /// </summary>
    public double ZLoss { get; init; }

    /// <summary>Rows that go through the model at a time; gradients of a batch's parts add up before the step. Null for the whole batch.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>
    /// Computes each layer again in the backward pass instead of keeping it: less memory, about a third more time, the same numbers. On the processor in
    /// float32 rows pass a few at a time, which keeps little either way, and this changes nothing.
    /// </summary>
    public bool Recompute { get; init; }

    /// <summary>Stops where a loss passes so many times its running mean; null never.</summary>
    public double? SpikeFactor { get; init; }

    /// <summary>Decides dropout, together with the step.</summary>
    public ulong Seed { get; init; }

    /// <summary>Step counts after which <see cref="TrainingCallbacks.OnCheckpoint"/> is called.</summary>
    public ImmutableArray<long> CheckpointSteps { get; init; } = [];

    /// <summary>Steps between two log lines; a line averages over them.</summary>
    public long LogEvery { get; init; } = 10;

    /// <summary>Steps between two validations; null for none. The last step validates too.</summary>
    public long? ValidateEvery { get; init; }

    /// <summary>Stops after this many validations in a row in which neither the loss nor a score improved; null continues to the last step.</summary>
    public int? Patience { get; init; }

    /// <summary>Validations from one <see cref="TrainingCallbacks.Score"/> to the next; the last step is scored too. Patience then counts scorings.</summary>
    public int ScoreEvery { get; init; } = 1;

    /// <summary>Share of the reference loss by which a loss must be lower to count as an improvement. The best weights are kept regardless.</summary>
    public double LossTolerance { get; init; }

    /// <summary>Share of the reference score by which a score must be higher to count as an improvement.</summary>
    public double ScoreTolerance { get; init; }

    /// <exception cref="ArgumentException">Names each property out of range.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (Steps < 1)
        {
            faults.Add($"Steps is {Steps}; expected at least 1.");
        }

        if (ClipNorm is not (null or > 0))
        {
            faults.Add(FormattableString.Invariant($"ClipNorm is {ClipNorm}; expected a positive number or null."));
        }

        if (Dropout is not (>= 0 and < 1))
        {
            faults.Add(FormattableString.Invariant($"Dropout is {Dropout}; expected 0 to below 1."));
        }

        if (LabelSmoothing is not (>= 0 and < 1))
        {
            faults.Add(FormattableString.Invariant($"LabelSmoothing is {LabelSmoothing}; expected 0 to below 1."));
        }

        if (ZLoss is not (>= 0 and < 1))
        {
            faults.Add(FormattableString.Invariant($"ZLoss is {ZLoss}; expected 0 to below 1."));
        }

        if (LogEvery < 1)
        {
            faults.Add($"LogEvery is {LogEvery}; expected at least 1.");
        }

        if (ValidateEvery is not (null or >= 1))
        {
            faults.Add($"ValidateEvery is {ValidateEvery}; expected at least 1 or null.");
        }

        if (MicroBatch is not (null or >= 1))
        {
            faults.Add($"MicroBatch is {MicroBatch}; expected at least 1 or null.");
        }

        if (Patience is not (null or >= 1))
        {
            faults.Add($"Patience is {Patience}; expected at least 1 or null.");
        }

        if (ScoreEvery < 1)
        {
            faults.Add($"ScoreEvery is {ScoreEvery}; expected at least 1.");
        }

        foreach ((string name, double tolerance) in new[] { (nameof(LossTolerance), LossTolerance), (nameof(ScoreTolerance), ScoreTolerance) })
        {
            if (tolerance is not (>= 0 and < 1))
            {
                faults.Add(FormattableString.Invariant($"{name} is {tolerance}; expected 0 to below 1."));
            }
        }

        if (SpikeFactor is not (null or > 1))
        {
            faults.Add(FormattableString.Invariant($"SpikeFactor is {SpikeFactor}; expected more than 1 or null."));
        }

        if (WeightDecay is not (>= 0 and < 1) || (WeightDecay > 0 && Optimizer == OptimizerKind.Adafactor))
        {
            faults.Add(FormattableString.Invariant($"WeightDecay is {WeightDecay}; expected 0 to below 1, and 0 with Adafactor, which has none."));
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"The training options are not valid. {string.Join(" ", faults)}");
        }
    }
}
