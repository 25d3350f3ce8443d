using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>What a report says about the study behind the observations.</summary>
public sealed record StudySummary
{
    public required string Name { get; init; }

    /// <summary>The settings a reader asks for, in order: model, tokenizer, corpora, task, steps, rates, seed.</summary>
    public ImmutableArray<StudySetting> Settings { get; init; } = [];

    /// <summary>Every run of the plan, failed ones and those not yet done too.</summary>
    public ImmutableArray<RunSummary> Runs { get; init; } = [];

    /// <summary>What went wrong or needs care, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

/// <summary>One setting in words.</summary>
public sealed record StudySetting(string Name, string Value);

/// <summary>One run of a study.</summary>
public sealed record RunSummary
{
    public required string Id { get; init; }

    /// <summary>tokenize, pretrain, finetune, evaluate, …</summary>
    public required string Stage { get; init; }

    public required string Label { get; init; }

    /// <summary>done, failed, missing, …</summary>
    public required string Status { get; init; }

    /// <summary>Tokens the run was trained on.</summary>
    public double? Tokens { get; init; }

    public double? Steps { get; init; }

    /// <summary>Validation loss of the weights that were kept, in nats per token.</summary>
    public double? ValidationLoss { get; init; }

    public double? LearningRate { get; init; }

    /// <summary>How often the most repeated corpus was seen.</summary>
    public double? Epochs { get; init; }

    public double? Seconds { get; init; }

    /// <summary>What failed, or what a reader should know.</summary>
    public string? Note { get; init; }
}
