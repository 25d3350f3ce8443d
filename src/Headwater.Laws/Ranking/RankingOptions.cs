namespace Headwater.Laws;

/// <summary>How the recipes of a table are ranked for a larger scale.</summary>
public sealed record RankingOptions
{
    /// <summary>The metric that recipes are judged by. <c>null</c>, the default, takes the one metric that the judged task has. Every metric whose direction is known is evidence.</summary>
    public string? Metric { get; init; }

    /// <summary>The task that recipes are judged by. <c>null</c>, the default, judges by the plain mean over the tasks of the metric.</summary>
    public string? JudgeBy { get; init; }

    /// <summary>The column that names recipes. <c>null</c>, the default, takes the first of pretraining data, mixing rates, model, and series that has at least three.</summary>
    public string? Recipe { get; init; }

    /// <summary>How the tasks beside the judged one count. Default: by signal to noise.</summary>
    public TaskWeighting Weighting { get; init; } = TaskWeighting.Signal;

    /// <summary>Parameters at the target; <c>null</c>, the default, for those of the scale ranked at.</summary>
    public double? TargetParameters { get; init; }

    /// <summary>Pretraining tokens at the target; <c>null</c>, the default, for those of the scale ranked at.</summary>
    public double? TargetPretrainingTokens { get; init; }

    /// <summary>Finetuning examples at the target; <c>null</c>, the default, for those of the scale ranked at.</summary>
    public double? TargetFinetuningExamples { get; init; }
}
