using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One score or loss measured on the runs of a design.</summary>
/// <param name="Name">What options and output call it: the task, or the metric and the task where a task has several metrics.</param>
/// <param name="Task">The task; <c>null</c> where the table names none.</param>
/// <param name="Metric">The metric.</param>
/// <param name="HigherIsBetter">Whether a larger value is the better one; <c>null</c> if unknown.</param>
/// <param name="Values">The value of each run in the order of the design; <c>null</c> for a run without one.</param>
public sealed record MixtureTarget(string Name, string? Task, string Metric, bool? HigherIsBetter, ImmutableArray<double?> Values)
{
    /// <summary>The finetuning examples of its runs; <c>null</c> where they were not finetuned, or the table does not say.</summary>
    public double? Examples { get; init; }

    /// <summary>The runs that have a value, ascending.</summary>
    internal int[] Measured => [.. Enumerable.Range(0, Values.Length).Where(run => Values[run] is not null)];

    /// <summary>1 where lower is better, −1 where higher is: a value times this is a loss.</summary>
    internal double LossSign => HigherIsBetter is true ? -1 : 1;

    /// <summary>Whether every run has the same value.</summary>
    internal bool IsConstant => Values.OfType<double>().Distinct().Take(2).Count() < 2;
}
