namespace Headwater.Models;

/// <summary>What a trainer tells while it runs, on the training thread. All optional.</summary>
public sealed record TrainingCallbacks
{
    public Action<TrainingLog>? OnLog { get; init; }

    /// <summary>Called with the steps done, after the optimiser has moved; call <see cref="Trainer.Save"/> there.</summary>
    public Action<long>? OnCheckpoint { get; init; }

    /// <summary>The loss to keep the best weights by, in nats per token; usually <see cref="CrossEntropy"/> on the validation examples.</summary>
    public Func<LanguageModel, double>? Validate { get; init; }

    /// <summary>Scores beside the loss, higher is better; the best weights by each of them are kept too. Needs <see cref="Validate"/>.</summary>
    public Func<LanguageModel, IReadOnlyList<ValidationScore>>? Score { get; init; }

    public Action<ValidationLog>? OnValidation { get; init; }

    /// <summary>The device ran out of memory and the batch is done again in parts of so many rows: called with them and with the device's words.</summary>
    public Action<int, string>? OnMemoryShort { get; init; }
}
