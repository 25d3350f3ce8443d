using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What one pretraining mixture is worth for the task at one finetuning size, after Isik et al. 2024 (arXiv:2402.04177), section 3.5.</summary>
public sealed record MixtureValuation
{
    /// <summary>The series the valuation rests on.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The mixture's name.</summary>
    public required string Mixture { get; init; }

    /// <summary>Size of the finetuning set in examples, where the table has it.</summary>
    public double? FinetuningExamples { get; init; }

    /// <summary>Size of the finetuning set in tokens, where the table has it.</summary>
    public double? FinetuningTokens { get; init; }

    /// <summary>The trend of the score with pretraining; <c>null</c> with fewer than three points.</summary>
    public TrendVerdict? Trend { get; init; }

    /// <summary>The judgement in a few plain words.</summary>
    public required string Verdict { get; init; }

    /// <summary>Forecasts at the scales asked for, by increasing scale.</summary>
    public required ImmutableArray<Forecast> Forecasts { get; init; }

    /// <summary>Probability that this mixture is the best of those with the same finetuning size at the scale compared; <c>null</c> with a single mixture or without draws.</summary>
    public double? ProbabilityBest { get; init; }

    /// <summary>Score at the largest pretraining scale measured less the score of the model without pretraining, in the metric's unit; positive is better.</summary>
    public double? GainOverScratch { get; init; }

    /// <summary>Standard error of <see cref="GainOverScratch"/>; <c>null</c> where neither score has one.</summary>
    public double? GainStandardError { get; init; }

    /// <summary>Whether the mixture is aligned with the task; <c>null</c> where it was not judged.</summary>
    public Alignment? Alignment { get; init; }

    /// <summary>The scale at which the mixture reaches the target; <c>null</c> where none was asked for.</summary>
    public TargetReach? Reach { get; init; }

    /// <summary>What more data of either kind would gain; <c>null</c> with a single finetuning size.</summary>
    public MoreData? MoreData { get; init; }

    /// <summary>What the verdict rests on, as sentences.</summary>
    public required ImmutableArray<string> Evidence { get; init; }
}
