using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// One score over all tasks of a study, as SuperGLUE has it: the mean of the tasks with equal weights, each task being the mean of its own scores, in percent of
/// the most each can be. A study has it where there are several tasks and not all of them are translations. Its standard error takes the tasks' test sets as
/// independent and a task's scores as moving together, √(Σ e²)/tasks.
/// </summary>
public static class TaskMean
{
    /// <summary>The name that stands in place of a task's.</summary>
    public const string Task = "mean";

    public const string Metric = "score";

    /// <summary>The rule in words; null where a study has no mean.</summary>
    public static string? Rule(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Applies(spec) ? $"mean over tasks: the {spec.Tasks.Length} tasks have equal weight ({string.Join("; ", spec.Tasks.Select(task => $"{task.Name}: {string.Join(" and ", ScoresOf(spec, task))}"))}), "
            + "several scores of a task are averaged first, all in percent of their limit." : null;
    }

    internal static IEnumerable<Observation> Rows(StudyPlan plan, Func<StudyCell, IEnumerable<Observation>> rowsOf) => !Applies(plan.Spec) ? [] : plan.Cells
        .GroupBy(cell => (cell.Model, cell.Mixture, cell.Tokens, cell.Examples, cell.Shots, cell.Seed, cell.Sweep))
        .OrderBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Mixture, StringComparer.Ordinal).ThenBy(group => group.Key.Examples ?? int.MaxValue).ThenBy(group => group.Key.Shots).ThenBy(group => group.Key.Tokens).ThenBy(group => group.Key.Seed)
        .Select(group => Mean(plan.Spec, [.. group.Select(cell => Headline(plan.Spec, cell, [.. rowsOf(cell)]))]))
        .OfType<Observation>();

    private static bool Applies(StudySpec spec) => spec.Tasks.Length > 1 && spec.Tasks.Any(task => task.Text is not null);

    // Of a translation the first score that the study lists.
    private static ImmutableArray<string> ScoresOf(StudySpec spec, TaskSpec task) => task.Text is { } text
        ? [.. text.Metrics.Where(TaskMetricNames.Scores.Contains)]
        : [.. spec.Metrics.Where(name => name is MetricNames.Bleu or MetricNames.Chrf).Take(1)];

    private static Observation? Headline(StudySpec spec, StudyCell cell, ImmutableArray<Observation> rows)
    {
        ImmutableArray<string> names = ScoresOf(spec, spec.Tasks.First(task => task.Name == cell.Task));
        Observation[] scores = [.. names.Select(name => rows.FirstOrDefault(row => row.Metric == name)).OfType<Observation>().Select(InPercent)];
        return scores.Length == 0 || scores.Length < names.Length ? null : scores[0] with
        {
            Value = scores.Average(score => score.Value),
            StandardError = All(scores, score => score.StandardError)?.Average(),
            Chance = All(scores, score => score.Chance)?.Average(),
            Ceiling = All(scores, score => score.Ceiling)?.Average(),
        };
    }

    private static Observation InPercent(Observation row)
    {
        double scale = 100 / (TaskMetricNames.Limit(row.Metric) ?? 100);
        return row with { Value = row.Value * scale, StandardError = row.StandardError * scale, Chance = row.Chance * scale, Ceiling = row.Ceiling * scale };
    }

    private static Observation? Mean(StudySpec spec, ImmutableArray<Observation?> tasks)
    {
        if (tasks.Any(task => task is null))
            return null;
        Observation[] rows = [.. tasks.OfType<Observation>()];
        return rows[0] with
        {
            Task = Task,
            FinetuningData = rows[0].FinetuningData is null ? null : Task,
            Metric = Metric,
            HigherIsBetter = true,
            Run = null,
            FinetuningExamples = rows.All(row => row.FinetuningExamples == rows[0].FinetuningExamples) ? rows[0].FinetuningExamples : null,
            FinetuningTokens = null,
            FinetuningStep = null,
            Converged = rows.All(row => row.Converged is not null) ? rows.All(row => row.Converged == true) : null,
            Value = rows.Average(row => row.Value),
            StandardError = All(rows, row => row.StandardError) is { } errors ? Math.Sqrt(errors.Sum(error => error * error)) / rows.Length : null,
            Chance = All(rows, row => row.Chance)?.Average(),
            Ceiling = All(rows, row => row.Ceiling)?.Average(),
            Items = rows.Sum(row => row.Items),
            Signature = $"mean:tasks|weights:equal|of:{string.Join('+', spec.Tasks.Select(task => $"{task.Name}({string.Join('+', ScoresOf(spec, task))})"))}|unit:percent",
        };
    }

    private static double[]? All(Observation[] rows, Func<Observation, double?> read) => rows.All(row => read(row) is not null) ? [.. rows.Select(row => read(row)!.Value)] : null;
}
