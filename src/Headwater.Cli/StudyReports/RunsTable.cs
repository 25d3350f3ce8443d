using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

internal static class RunsTable
{
    public static ReportTable Of(StudySummary study)
    {
        ImmutableArray<(ReportColumn Column, Func<RunSummary, ReportCell> Cell)> columns =
        [
            (new("stage", "Stage"), r => r.Stage.ToString().ToLowerInvariant()),
            (new("label", "Run"), r => r.Label),
            (new("state", "State"), r => r.State.Word()),
            (new("tokens", "Tokens", Numeric: true), r => ReportCell.Of(r.Tokens, Readable.Count)),
            (new("learning_rate", "Rate", Numeric: true), r => ReportCell.Of(Rate(r), v => Readable.Significant(v, 3))),
            (new("loss", "Last loss", Numeric: true), r => ReportCell.Of(r.Loss, v => Readable.Fixed(v, 3))),
            (new("validation_loss", "Validation loss", Numeric: true), r => ReportCell.Of((r.Result as FinetuningResult)?.ValidationLoss, v => Readable.Fixed(v, 3))),
            (new("seconds", "Seconds", Numeric: true), r => ReportCell.Of(r.Seconds, v => Readable.Fixed(v, 0))),
            (new("note", "Note"), Note),
            (new("id", "Folder"), r => r.Id),
        ];
        ImmutableArray<RunSummary> runs = study.Runs;
        return new ReportTable
        {
            Name = "runs",
            Title = "Runs",
            Note = "Every run of the plan; failed and missing ones are listed too. Losses are in nats per target token. A run's folder is runs/ and its name.",
            Columns = [.. columns.Select(c => c.Column)],
            Rows = [.. runs.Select(r => columns.Select(c => c.Cell(r)).ToImmutableArray())],
        };
    }

    private static double? Rate(RunSummary run) => run.Result switch
    {
        FinetuningResult finetuning => finetuning.LearningRate,
        RateResult rate => rate.LearningRate,
        PretrainingResult pretraining => pretraining.LearningRate,
        _ => null,
    };

    private static ReportCell Note(RunSummary run) => string.Join(' ', new[] { run.Failure ?? "", Passes(run), string.Join(' ', run.Warnings) }.Where(n => n.Length > 0));

    // A corpus that was read more than once is never left unsaid.
    private static string Passes(RunSummary run) => run.Result is not PretrainingResult { Checkpoints: [.., var last] } ? "" : string.Join(' ', last.Epochs
        .Where(e => e.Value > 1)
        .Select(e => $"{Readable.Fixed(e.Value, 2)} passes over {e.Key}."));
}
