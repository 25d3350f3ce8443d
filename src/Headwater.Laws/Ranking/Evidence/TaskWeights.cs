namespace Headwater.Laws;

/// <summary>
/// Weights of tasks by signal to noise. What tasks share is signal; the rest of a task's spread over recipes is noise, or is about that task alone. With
/// scores in units of their spread, a task's correlation r with the sum of the others is √(signal variance / total variance), so r²/(1 − r²) is the square of
/// the signal-to-noise ratio of Heineman et al. 2025 (arXiv:2508.13144), found from the recipes where no task has repeated runs. In test theory r is the
/// item–rest correlation. A task at chance, or whose recipes differ by less than its standard error, has weight 0.
/// </summary>
internal static class TaskWeights
{
    private const double ChanceErrors = 2;

    // Above this correlation a task duplicates the judged score, noise included: a component of it, or another average.
    private const double NearCopy = 0.95;

    /// <summary>One weight for each task.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="scores">For each task the scores of the recipes, one each.</param>
    /// <param name="judged">The judged scores of the same recipes.</param>
    /// <param name="weighting">How tasks count.</param>
    public static double[] Of(IReadOnlyList<EvidenceTask> tasks, double[][] scores, double[] judged, TaskWeighting weighting)
    {
        bool[] isUsed = [.. tasks.Select((task, index) => weighting != TaskWeighting.None && Tells(task, scores[index]) && Moments.Correlation(scores[index], judged) < NearCopy)];
        double[][] standardised = [.. scores.Select(Moments.Standardised)];
        double[] sum = [.. judged.Select((_, recipe) => Enumerable.Range(0, tasks.Count).Where(task => isUsed[task]).Sum(task => standardised[task][recipe]))];
        return [.. tasks.Select((_, task) => !isUsed[task] ? 0 : weighting == TaskWeighting.Equal ? 1 : Math.Max(0, WithRest(standardised[task], sum)))];
    }

    private static double WithRest(double[] task, double[] sum) => Moments.Correlation(task, [.. sum.Zip(task, (all, own) => all - own)]);

    private static bool Tells(EvidenceTask task, double[] scores)
    {
        double error = task.Error ?? 0;
        return Moments.Variance(scores) > error * error && !(task.Chance is { } chance && scores.Max() <= chance + (ChanceErrors * error));
    }
}

/// <summary>How the tasks beside the one that is judged by count.</summary>
public enum TaskWeighting
{
    /// <summary>By signal to noise: the correlation of a task with the sum of the others over recipes. The default.</summary>
    Signal,

    /// <summary>All tasks alike, in units of their spread over recipes.</summary>
    Equal,

    /// <summary>Not at all: recipes are ranked by the judged score alone.</summary>
    None,
}
