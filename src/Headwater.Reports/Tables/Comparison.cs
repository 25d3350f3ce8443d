using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Two models side by side: left less right.</summary>
public sealed record Comparison
{
    public required string Metric { get; init; }

    /// <summary>What both have in common: finetuning size, task, model.</summary>
    public required string Setting { get; init; }

    public required string Left { get; init; }

    public required string Right { get; init; }

    public required double LeftScore { get; init; }

    public required double RightScore { get; init; }

    public required double Difference { get; init; }

    public double? StandardError { get; init; }

    public double? PValue { get; init; }

    /// <summary>A model in words: mixture and pretraining, or the baseline.</summary>
    public static string Words(string mixture, double tokens) => tokens > 0 ? $"{mixture} at {Readable.Count(tokens)}" : mixture == Observation.Scratch ? "from scratch" : mixture;
}
