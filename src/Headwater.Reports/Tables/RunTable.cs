using System.Collections.Immutable;

namespace Headwater.Reports;

internal static class RunTable
{
    public static ReportTable Of(StudySummary? study)
    {
        ImmutableArray<RunSummary> runs = study?.Runs ?? [];
        ImmutableArray<(ReportColumn Column, Func<RunSummary, ReportCell> Cell)> columns =
        [
            (new("id", "Run"), r => r.Id),
            (new("stage", "Stage"), r => r.Stage),
            (new("label", "What"), r => r.Label),
            (new("status", "Status"), r => r.Status),
            (new("tokens", "Tokens", Numeric: true), r => ReportCell.Of(r.Tokens, Readable.Count)),
            (new("steps", "Steps", Numeric: true), r => ReportCell.Of(r.Steps, Readable.Count)),
            (new("learning_rate", "Rate", Numeric: true), r => ReportCell.Of(r.LearningRate, v => Readable.Significant(v, 3))),
            (new("validation_loss", "Validation loss", Numeric: true), r => ReportCell.Of(r.ValidationLoss, v => Readable.Fixed(v, 3))),
            (new("epochs", "Epochs", Numeric: true), r => ReportCell.Of(r.Epochs, v => Readable.Fixed(v, 2))),
            (new("seconds", "Seconds", Numeric: true), r => ReportCell.Of(r.Seconds, v => Readable.Fixed(v, 0))),
            (new("note", "Note"), r => r.Note),
        ];
        return new ReportTable
        {
            Name = "runs",
            Title = "Runs",
            Note = "Every run of the plan; failed and missing ones are listed too.",
            Columns = [.. columns.Select(c => c.Column)],
            Rows = [.. runs.Select(r => columns.Select(c => c.Cell(r)).ToImmutableArray())],
        };
    }
}
