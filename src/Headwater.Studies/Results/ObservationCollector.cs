using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Turns finished runs into observations. They hold no time, host or path, so equal results make equal tables, byte for byte.</summary>
public static class ObservationCollector
{
    /// <summary>The observations of everything that is done, sorted by what identifies them.</summary>
    public static ObservationTable Collect(StudyPlan plan, RunStore store)
    {
        IEnumerable<Observation> rows = plan.Cells
            .SelectMany(cell => Rows(plan, store, cell))
            .OrderBy(row => row.Task, StringComparer.Ordinal)
            .ThenBy(row => row.Model, StringComparer.Ordinal)
            .ThenBy(row => row.PretrainingData, StringComparer.Ordinal)
            .ThenBy(row => row.FinetuningExamples)
            .ThenBy(row => row.PretrainingTokens)
            .ThenBy(row => MetricsOf(plan, row.Task!).IndexOf(row.Metric));    // a stable sort: replicates stay in the order of their seeds
        return new ObservationTable([.. rows, .. TaskMean.Rows(plan, cell => Rows(plan, store, cell))]);
    }

    internal static void Write(StudyPlan plan, RunStore store) => RecordFile.WriteText(store.Folder.ObservationsFile, Collect(plan, store).ToCsv());

    /// <summary>Whether the table on disk has more rows than there are results.</summary>
    internal static bool WouldLose(StudyPlan plan, RunStore store) =>
        File.Exists(store.Folder.ObservationsFile) && File.ReadLines(store.Folder.ObservationsFile).Count() > Collect(plan, store).ToCsv().AsSpan().Count('\n');

    private static IEnumerable<Observation> Rows(StudyPlan plan, RunStore store, StudyCell cell)
    {
        if (store.RunOf(plan, cell) is not { } run)
            return [];

        FinetuningResult result = store.Result<FinetuningResult>(run);
        Observation identity = Identity(plan, store, cell) with
        {
            Run = run,
            FinetuningExamples = result.Examples,
            FinetuningTokens = result.FinetuningTokens,
            Parameters = result.Parameters,
            ParametersWithoutEmbeddings = result.ParametersWithoutEmbeddings,
        };
        RunScore[] scores = [.. result.Scores, .. Measured(plan, store, cell)];
        TextTaskSpec? text = TaskOf(plan, cell.Task).Text;
        return MetricsOf(plan, cell.Task)
            .Select(name => scores.FirstOrDefault(score => score.Metric == name))
            .OfType<RunScore>()
            .Select(score => text is null ? score : score.At(text.Chance, text.Ceiling))
            .Select(score => identity with
            {
                Metric = score.Metric,
                HigherIsBetter = MetricNames.IsHigherBetter(score.Metric),
                Value = score.Value,
                StandardError = score.StandardError,
                Chance = score.Chance,
                Ceiling = score.Ceiling,
                Items = score.Items,
                Signature = score.Signature,
            });
    }

    private static TaskSpec TaskOf(StudyPlan plan, string name) => plan.Spec.Tasks.First(task => task.Name == name);

    private static ImmutableArray<string> MetricsOf(StudyPlan plan, string task) => MetricNames.Of(plan.Spec, TaskOf(plan, task));

    private static ImmutableArray<RunScore> Measured(StudyPlan plan, RunStore store, StudyCell cell) =>
        cell.Measures is { } id && plan.Find(id) is { } job && store.IsDone(job) ? store.Result<MeasuresResult>(id).Scores : [];

    private static Observation Identity(StudyPlan plan, RunStore store, StudyCell cell)
    {
        Observation identity = new()
        {
            Source = plan.Spec.Name,
            PretrainingData = cell.Mixture,
            PretrainingTokens = cell.Tokens,
            FinetuningData = cell.Task,
            Task = cell.Task,
            Model = cell.Model,
            Seed = (cell.Seed ?? plan.Spec.Seed).ToString(CultureInfo.InvariantCulture),
            Metric = "",
            Value = 0,
        };
        if (cell.Mixture == StudyPlan.Scratch)
            return identity with { Compute = 0, UniqueTokens = 0 };
        if (cell.Pretraining is null)
            return identity;

        PretrainingCheckpoint checkpoint = store.Result<PretrainingResult>(cell.Pretraining).Checkpoints.First(candidate => candidate.Requested == cell.Tokens);
        return identity with
        {
            PretrainingTokens = checkpoint.Tokens,
            UniqueTokens = checkpoint.UniqueTokens,
            Compute = checkpoint.Compute,
            Rates = plan.Spec.Pretraining!.Mixtures.First(mixture => mixture.Name == cell.Mixture).Rates,
        };
    }
}
