using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>All runs at one scale. A recipe may have several runs, of other hyper-parameters; its best one counts.</summary>
/// <param name="Tasks">The tasks beside the one that is judged by.</param>
/// <param name="Runs">The runs, by recipe.</param>
internal sealed record ScaleEvidence(ImmutableArray<EvidenceTask> Tasks, ImmutableArray<EvidenceRun> Runs)
{
    /// <summary>Standard deviation that is assumed of a judged score if unknown.</summary>
    public double AssumedNoise { get; init; }

    /// <summary>The recipes, by name.</summary>
    public ImmutableArray<string> Recipes { get; } = [.. Runs.Select(run => run.Recipe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>For each recipe its run with the best judged score, the first one among equals.</summary>
    public int[] BestRuns() => [.. Recipes.Select(recipe => Enumerable.Range(0, Runs.Length).Where(index => Runs[index].Recipe == recipe).MaxBy(index => Runs[index].Judged))];
}

/// <summary>A task that is evidence beside the one judged by.</summary>
/// <param name="Name">The task.</param>
/// <param name="Error">Standard error of a score of it; <c>null</c> if unknown.</param>
/// <param name="Chance">The score of guessing, turned so that more is better; <c>null</c> where it is not known.</param>
internal sealed record EvidenceTask(string Name, double? Error, double? Chance);

/// <summary>What one run of a recipe scored at one scale, turned so that more is better (a loss has a minus).</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Judged">The score that recipes are judged by.</param>
/// <param name="JudgedError">Its standard error, from test items and from the averaged seeds or checkpoints; <c>null</c> if unknown.</param>
/// <param name="Evidence">The scores of the other tasks, in the order of <see cref="ScaleEvidence.Tasks"/>.</param>
internal sealed record EvidenceRun(string Recipe, double Judged, double? JudgedError, ImmutableArray<double> Evidence);
