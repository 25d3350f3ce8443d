using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    public required LearningRateSchedule Schedule { get; init; }

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

    /// <summary>Decides dropout, together with the step.</summary>
    public ulong Seed { get; init; }

    /// <summary>Step counts after which <see cref="TrainingCallbacks.OnCheckpoint"/> is called.</summary>
    public ImmutableArray<long> CheckpointSteps { get; init; } = [];

    /// <summary>Steps between two log lines; a line averages over them.</summary>
    public long LogEvery { get; init; } = 10;

    /// <summary>Steps between two validations; null for none. The last step validates too.</summary>
    public long? ValidateEvery { get; init; }

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

        if (faults.Count > 0)
        {
            throw new ArgumentException($"The training options are not valid. {string.Join(" ", faults)}");
        }
    }
}
