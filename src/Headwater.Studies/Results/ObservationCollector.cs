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
        KeptRows kept = KeptRows.Read(store.Folder);
        IEnumerable<Observation> rows = plan.Cells
            .SelectMany(cell => Rows(plan, store, kept, cell).Concat(Validations(plan, store, cell)))
            .OrderBy(row => row.Task, StringComparer.Ordinal)
            .ThenBy(row => row.Model, StringComparer.Ordinal)
            .ThenBy(row => row.PretrainingData, StringComparer.Ordinal)
            .ThenBy(row => row.FinetuningExamples)
            .ThenBy(row => row.Shots is null ? 0 : int.Parse(row.Shots, CultureInfo.InvariantCulture))
            .ThenBy(row => row.PretrainingTokens)
            .ThenBy(row => row.Metric == MetricNames.ValidationLoss ? -1 : MetricsOf(plan, row.Task!).IndexOf(row.Metric));    // a stable sort: replicates stay in the order of their seeds
        return new ObservationTable([.. rows, .. TaskMean.Rows(plan, cell => Rows(plan, store, kept, cell))]);
    }

    internal static void Write(StudyPlan plan, RunStore store) => RecordFile.WriteText(store.Folder.ObservationsFile, Collect(plan, store).ToCsv());

    // Of a cell that is not filled here, what an earlier run elsewhere measured.
    private static IEnumerable<Observation> Rows(StudyPlan plan, RunStore store, KeptRows kept, StudyCell cell)
    {
        Observation[] own = [.. Rows(plan, store, cell)];
        IEnumerable<Observation> rows = own.Length > 0 ? own : kept.Of(cell).Where(row => MetricsOf(plan, cell.Task).Contains(row.Metric)).OrderBy(row => MetricsOf(plan, cell.Task).IndexOf(row.Metric));
        return SubsetsDiffer(plan, cell) ? rows.Select(row => row with { FinetuningTokens = null }) : rows;
    }

    // Each seed draws its own subset, and so many pairs hold more tokens here and fewer there. Rows of one place must not differ in what identifies them, or they would be
    // no replicates: the number of pairs identifies them.
    private static bool SubsetsDiffer(StudyPlan plan, StudyCell cell) => cell.Shots is null && plan.Spec.TrainingSeeds.Length > 1
        && cell.Examples < plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First(run => run.Task.Name == cell.Task).Task.Train.Count;

    /// <summary>Whether the table on disk has more rows than there are results.</summary>
    internal static bool WouldLose(StudyPlan plan, RunStore store) =>
        File.Exists(store.Folder.ObservationsFile) && File.ReadLines(store.Folder.ObservationsFile).Count() > Collect(plan, store).ToCsv().AsSpan().Count('\n');

    private static IEnumerable<Observation> Rows(StudyPlan plan, RunStore store, StudyCell cell)
    {
        if (store.RunOf(plan, cell) is not { } run || Identity(plan, store, cell) is not { } place)
            return [];

        EvaluationResult result = store.ResultOf(cell, run);
        Observation identity = place with
        {
            Run = run,
            FinetuningExamples = result.Examples,
            FinetuningTokens = result is FinetuningResult { FinetuningTokens: > 0 and var tokens } ? tokens : null,
            Parameters = result.Parameters,
            ParametersWithoutEmbeddings = result.ParametersWithoutEmbeddings,
        };
        RunScore[] scores = [.. result.Scores, .. Measured(plan, store, cell, result)];
        TextTaskSpec? text = TaskOf(plan, cell.Task).Text;
        return MetricsOf(plan, cell.Task)
            .Select(name => scores.FirstOrDefault(score => score.Metric == name))
            .OfType<RunScore>()
            .Select(score => plan.Spec.IsScoredByTrainer ? score.At(TaskOf(plan, cell.Task).Chance, ImmutableSortedDictionary<string, double>.Empty) : score)
            .Select(score => text is null || plan.Spec.IsScoredByTrainer ? score : score.At(text.Chance, text.Ceiling))
            .Select(score => identity with
            {
                Metric = score.Metric,
                HigherIsBetter = MetricNames.IsHigherBetter(plan.Spec, score.Metric),
                Value = score.Value,
                StandardError = score.StandardError,
                Chance = score.Chance,
                Ceiling = score.Ceiling,
                Items = score.Items,
                Signature = score.Signature,
                FinetuningStep = score.Step,
                Converged = score.Converged,
            });
    }

    // The pretrained model's loss on each held-out text. Nothing of the finetuning beside which it was measured belongs to these rows.
    private static IEnumerable<Observation> Validations(StudyPlan plan, RunStore store, StudyCell cell)
    {
        if (cell.Measures is not { } id || plan.Find(id) is not { } job || !store.IsDone(job) || store.Result<MeasuresResult>(id).Validations is not { } losses
            || store.RunOf(plan, cell) is not { } run || Identity(plan, store, cell) is not { } place)
            return [];

        EvaluationResult model = store.ResultOf(cell, run);
        return losses.Select(loss => place with
        {
            FinetuningData = null,
            Shots = null,
            Task = loss.Key,
            Run = cell.Pretraining,
            Parameters = model.Parameters,
            ParametersWithoutEmbeddings = model.ParametersWithoutEmbeddings,
            Metric = loss.Value.Metric,
            HigherIsBetter = false,
            Value = loss.Value.Value,
            StandardError = loss.Value.StandardError,
            Items = loss.Value.Items,
        });
    }

    private static TaskSpec TaskOf(StudyPlan plan, string name) => plan.Spec.Tasks.First(task => task.Name == name);

    internal static ImmutableArray<string> MetricsOf(StudyPlan plan, string task) => MetricNames.Of(plan.Spec, TaskOf(plan, task));

    // Measured of the model that cross-entropy is read from.
    private static IEnumerable<RunScore> Measured(StudyPlan plan, RunStore store, StudyCell cell, EvaluationResult result) =>
        cell.Measures is not { } id || plan.Find(id) is not { } job || !store.IsDone(job) ? []
            : store.Result<MeasuresResult>(id).Scores.Select(score => (result as FinetuningResult)?.Course?.For(MetricNames.CrossEntropy) is { } chosen ? score with { Step = chosen.Step, Converged = chosen.Converged } : score);

    // Null while what the trajectory had read by then is not on record.
    private static Observation? Identity(StudyPlan plan, RunStore store, StudyCell cell)
    {
        Observation identity = new()
        {
            Source = plan.Spec.Name,
            PretrainingData = cell.Mixture,
            PretrainingTokens = cell.Tokens,
            FinetuningData = cell.Shots is null ? cell.Task : null,
            Shots = cell.Shots?.ToString(CultureInfo.InvariantCulture),
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

        return store.CheckpointOf(cell.Pretraining, cell.Tokens) is not { } checkpoint ? null : identity with
        {
            PretrainingTokens = checkpoint.Tokens,
            UniqueTokens = checkpoint.UniqueTokens,
            Compute = checkpoint.Compute,
            Extra = cell.Sweep is not { } point || plan.Find(cell.Pretraining)?.Settings is not PretrainingSettings settings ? identity.Extra
                : identity.Extra.Add(SweepOptima.RateColumn, point.Rate).Add(SweepOptima.BatchColumn, settings.TokensPerStep()),
            Rates = plan.Spec.Pretraining!.Mixtures.First(mixture => mixture.Name == cell.Mixture).Rates,
        };
    }
}
