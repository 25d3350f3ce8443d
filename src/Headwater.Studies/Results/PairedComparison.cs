using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;
using Headwater.Metrics;

namespace Headwater.Studies;

/// <summary>
/// How far two arms differ on the same test examples, in BLEU or in the first score of another task, each at its largest checkpoint, with the paired bootstrap's standard error. It holds
/// test-set noise only, not that of another training seed.
/// </summary>
public sealed record PairedComparison
{
    public required string Task { get; init; }

    public required string Model { get; init; }

    /// <summary>The score that is compared.</summary>
    public required string Metric { get; init; }

    /// <summary>Seed of the training of both arms; null where the study has one for all.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Finetuning pairs.</summary>
    public required int FinetuningExamples { get; init; }

    /// <summary>Solved examples in the prompt; null where models are finetuned.</summary>
    public int? Shots { get; init; }

    /// <summary>A mixture.</summary>
    public required string First { get; init; }

    /// <summary>Another mixture, or <see cref="StudyPlan.Scratch"/>.</summary>
    public required string Second { get; init; }

    /// <summary>Pretraining tokens of the first arm, as requested.</summary>
    public required long FirstTokens { get; init; }

    public required long SecondTokens { get; init; }

    /// <summary>In the metric's unit: of BLEU, 0–100.</summary>
    public required double FirstScore { get; init; }

    public required double SecondScore { get; init; }

    /// <summary>First less second.</summary>
    public required double Difference { get; init; }

    public double? StandardError { get; init; }

    public double? PValue { get; init; }

    /// <summary>Every mixture against the non-pretrained arm and against each later mixture, by task, model and finetuning size, of what is done.</summary>
    public static ImmutableArray<PairedComparison> Of(StudyPlan plan, RunStore store) => plan.Spec.Pretraining?.Sweep is not null ? []      // mixtures are compared at settings that were chosen
        : [.. plan.Cells.GroupBy(cell => (cell.Task, cell.Model, cell.Examples, cell.Shots, cell.Seed)).SelectMany(group => Of(plan, store, [.. group]))];

    /// <summary>Those that the last run of a study wrote down; none where there are none.</summary>
    public static ImmutableArray<PairedComparison> Read(StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.ComparisonsFile))
            return [];
        RawTable table = RawTable.Read(folder.ComparisonsFile);
        Dictionary<string, int> columns = table.Columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        return [.. table.Rows.Select(row => Of(name => row[columns[name]], columns.ContainsKey))];
    }

    private static PairedComparison Of(Func<string, string?> cell, Func<string, bool> isThere)
    {
        double Number(string name) => double.Parse(cell(name)!, CultureInfo.InvariantCulture);
        double? Known(string name) => !isThere(name) || cell(name) is null ? null : Number(name);
        return new PairedComparison
        {
            Task = cell("task")!, Model = cell("model")!, Metric = cell("metric")!, FinetuningExamples = (int)Number("finetuning_examples"), First = cell("first")!, Second = cell("second")!,
            FirstTokens = (long)Number("first_tokens"), SecondTokens = (long)Number("second_tokens"), FirstScore = Number("first_score"), SecondScore = Number("second_score"),
            Difference = Number("difference"), StandardError = Known("stderr"), PValue = Known("p_value"), Shots = (int?)Known("shots"),
        };
    }

    internal static void Write(StudyPlan plan, RunStore store)
    {
        bool seeds = !plan.Spec.Seeds.IsDefaultOrEmpty;
        bool shots = plan.Spec.Evaluation is not null;
        StringBuilder csv = new(CsvText.Line(["task", "model", "finetuning_examples", "metric", "first", "first_tokens", "second", "second_tokens",
            "first_score", "second_score", "difference", "stderr", "p_value", .. seeds ? (object[])["seed"] : [], .. shots ? (object[])["shots"] : []]));
        foreach (PairedComparison row in Of(plan, store))
        {
            csv.Append(CsvText.Line([row.Task, row.Model, row.FinetuningExamples, row.Metric, row.First, row.FirstTokens, row.Second, row.SecondTokens,
                row.FirstScore, row.SecondScore, row.Difference, row.StandardError, row.PValue, .. seeds ? (object?[])[row.Seed] : [], .. shots ? (object?[])[row.Shots] : []]));
        }

        RecordFile.WriteText(store.Folder.ComparisonsFile, csv.ToString());
    }

    private static IEnumerable<PairedComparison> Of(StudyPlan plan, RunStore store, ImmutableArray<StudyCell> cells)
    {
        long largest = plan.Spec.Pretraining is { Tokens.IsDefaultOrEmpty: false } pretraining ? pretraining.Tokens.Max() : long.MaxValue;   // what only some mixtures are continued to compares nothing
        ImmutableArray<Arm> arms = [.. cells
            .Where(cell => cell.Tokens <= largest)
            .GroupBy(cell => cell.Mixture)
            .Select(arm => arm.MaxBy(cell => cell.Tokens)!)
            .OrderBy(cell => cell.Mixture == StudyPlan.Scratch)
            .Select(cell => Load(plan, store, cell))
            .OfType<Arm>()];
        for (int i = 0; i < arms.Length; i++)
        {
            for (int j = i + 1; j < arms.Length; j++)
                yield return Compare(plan, arms[i], arms[j]);
        }
    }

    // A trainer need not say how each example went.
    private static Arm? Load(StudyPlan plan, RunStore store, StudyCell cell) => store.RunOf(plan, cell) is { } run && (!plan.Spec.IsScoredByTrainer || File.Exists(store.Folder.Run(run).ExamplesFile))
        ? new Arm(cell, store.ResultOf(cell, run), TestExample.Read(store.Folder.Run(run).ExamplesFile))
        : null;

    private static PairedComparison Compare(StudyPlan plan, Arm first, Arm second)
    {
        string metric = MetricOf(plan, first);
        ulong seed = Seeds.Of(plan.Spec.Seed, Seeds.Bootstrap);
        PairedDifference difference = metric == MetricNames.Bleu
            ? PairedDifference.Of([.. first.Examples.Select(example => example.Bleu!)], [.. second.Examples.Select(example => example.Bleu!)], seed: seed)
            : PairedDifference.Of([.. first.Examples.Select(example => example.Scores![metric])], [.. second.Examples.Select(example => example.Scores![metric])], seed);
        return new PairedComparison
        {
            Metric = metric,
            Task = first.Cell.Task,
            Model = first.Cell.Model,
            Seed = first.Cell.Seed,
            FinetuningExamples = first.Result.Examples,
            Shots = first.Cell.Shots,
            First = first.Cell.Mixture,
            Second = second.Cell.Mixture,
            FirstTokens = first.Cell.Tokens,
            SecondTokens = second.Cell.Tokens,
            FirstScore = first.Score(metric),
            SecondScore = second.Score(metric),
            Difference = difference.Difference,
            StandardError = difference.StandardError,
            PValue = difference.PValue,
        };
    }

    // Only a mean of the examples' own scores can be paired.
    private static string MetricOf(StudyPlan plan, Arm arm)
    {
        if (plan.Spec.Tasks.First(task => task.Name == arm.Cell.Task).Text is null && !plan.Spec.IsScoredByTrainer)
            return MetricNames.Bleu;
        ICollection<string> paired = [.. arm.Examples[0].Scores!.Keys];
        return ObservationCollector.MetricsOf(plan, arm.Cell.Task).FirstOrDefault(paired.Contains) ?? paired.First();
    }

    private sealed record Arm(StudyCell Cell, EvaluationResult Result, ImmutableArray<TestExample> Examples)
    {
        public double Score(string metric) => Result.Scores.First(score => score.Metric == metric).Value;
    }
}
