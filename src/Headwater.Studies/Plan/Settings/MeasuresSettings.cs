using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What is measured of one finetuned model beyond the metrics that every run has; or the loss on held-out text of a pretrained model that is not finetuned.</summary>
public sealed record MeasuresSettings : JobSettings
{
    /// <summary>Id of the finetuning; null where <see cref="Rate"/> keeps it, and where nothing is finetuned.</summary>
    public string? Run { get; init; }

    /// <summary>Id of the job that keeps the best of its trials.</summary>
    public string? Rate { get; init; }

    public required string Tokenizer { get; init; }

    public required TaskSettings Task { get; init; }

    /// <summary>Some of <see cref="MetricNames.OnDemand"/>.</summary>
    public required ImmutableArray<string> Measures { get; init; }

    /// <summary>The text that forgetting is measured on; null where it is not.</summary>
    public HeldOutSettings? HeldOut { get; init; }

    /// <summary>The texts that the loss of the pretrained model is measured on, by name; null where there are none.</summary>
    public ImmutableSortedDictionary<string, HeldOutSettings>? Validations { get; init; }

    /// <summary>Id of the pretraining run that the model comes from; null unless forgetting or a loss on held-out text is measured.</summary>
    public string? Pretraining { get; init; }

    /// <summary>The checkpoint's token count as requested.</summary>
    public long Checkpoint { get; init; }

    /// <summary>The model from elsewhere that it comes from, in place of a pretraining run.</summary>
    public TextSource? Weights { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }
}
