namespace Headwater.Reports;

/// <summary>Two runs scored on the same test segments: how far they are apart, and how sure that is.</summary>
public sealed record PairedComparison
{
    public required string Metric { get; init; }

    /// <summary>The run in question, in words a reader knows: mixture and pretraining tokens.</summary>
    public required string Left { get; init; }

    /// <summary>The run it is compared with.</summary>
    public required string Right { get; init; }

    /// <summary>What both have in common: finetuning size, task, model.</summary>
    public string Setting { get; init; } = "";

    /// <summary>Left less right, in the metric's unit.</summary>
    public required double Difference { get; init; }

    /// <summary>Standard error of the difference over resampled segments; <c>null</c> where it is not known.</summary>
    public double? StandardError { get; init; }

    /// <summary>Probability of a difference at least this large where there is none.</summary>
    public double? PValue { get; init; }
}
