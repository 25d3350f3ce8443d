using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>One model on a task's test set: of a run that only evaluates, all there is; of a finetuning, a part of its <see cref="FinetuningResult"/>.</summary>
public record EvaluationResult : RunResult
{
    public required long Parameters { get; init; }

    public required long ParametersWithoutEmbeddings { get; init; }

    /// <summary>Training pairs; 0 where the model was not finetuned.</summary>
    public int Examples { get; init; }

    public required ImmutableArray<RunScore> Scores { get; init; }

    /// <summary>What the outputs on the test set look like; null where nothing is generated, and of runs from before they were counted.</summary>
    public OutputCounts? Outputs { get; init; }
}

/// <summary>One metric on the test set. The standard error covers test-set sampling only.</summary>
public sealed record RunScore
{
    public required string Metric { get; init; }

    public required double Value { get; init; }

    public double? StandardError { get; init; }

    /// <summary>Test pairs.</summary>
    public required int Items { get; init; }

    public string? Signature { get; init; }

    /// <summary>The finetuning step of the model that was measured; null for runs of versions that did not record it.</summary>
    public long? Step { get; init; }

    /// <summary>Whether the metric had settled on the validation set when training ended; null where that is not known.</summary>
    public bool? Converged { get; init; }

    /// <summary>The score of guessing, in the metric's unit; null where it is not known.</summary>
    public double? Chance { get; init; }

    /// <summary>The best score there can be; null where there is no limit, or it is not told.</summary>
    public double? Ceiling { get; init; }

    /// <summary>The same with the levels that a task gives, by metric, in place of what followed from its examples.</summary>
    internal RunScore At(ImmutableSortedDictionary<string, double> chance, ImmutableSortedDictionary<string, double> ceiling) => this with
    {
        Chance = chance.TryGetValue(Metric, out double low) ? low : Chance,
        Ceiling = ceiling.TryGetValue(Metric, out double high) ? high : Ceiling,
    };
}
