using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How decisions are backtested.</summary>
public sealed record DecisionOptions
{
    /// <summary>The metric that recipes are judged by. <c>null</c>, the default, takes the one metric that the judged task has. Every metric whose direction is known is evidence.</summary>
    public string? Metric { get; init; }

    /// <summary>The task that recipes are judged by. <c>null</c>, the default, judges by the plain mean over the tasks of the metric.</summary>
    public string? JudgeBy { get; init; }

    /// <summary>The column that names recipes. <c>null</c>, the default, takes the first of pretraining data, mixing rates, model, and series that has at least three.</summary>
    public string? Recipe { get; init; }

    /// <summary>How the tasks beside the judged one count. Default: by signal to noise.</summary>
    public TaskWeighting Weighting { get; init; } = TaskWeighting.Signal;

    /// <summary>Laws in one scale variable to rank by as well, by name or equation. Empty, the default, takes bleu-log for scores and power for losses, if there are enough scales.</summary>
    public ImmutableArray<string> Laws { get; init; } = [];

    /// <summary>The level of intervals. Default: 0.9.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Bootstrap draws of recipes. Default: 2000, which places the ends of an interval to about a percentage point.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Seed of everything random. Default: 0.</summary>
    public ulong Seed { get; init; }

    internal IEnumerable<string> Faults()
    {
        if (!(Level > 0 && Level < 1))
        {
            yield return $"The level of intervals is {Numerals.Short(Level)}; expected a number between 0 and 1, such as 0.9.\nhint: --level 0.9";
        }

        if (Resamples < 1)
        {
            yield return $"The number of resamples is {Resamples}; expected at least 1.\nhint: --resamples 2000";
        }
    }
}
