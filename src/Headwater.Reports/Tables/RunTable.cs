using System.Collections.Immutable;

namespace Headwater.Reports;

internal static class RunTable
{
    public static ReportTable Of(StudySummary? study)
    {
        ImmutableArray<RunSummary> runs = study?.Runs ?? [];
        ImmutableArray<(ReportColumn Column, Func<RunSummary, ReportCell> Cell, bool Always)> all =
        [
            (new("id", "Run"), r => r.Id, true),
            (new("stage", "Stage"), r => r.Stage, true),
            (new("label", "What"), r => r.Label, true),
            (new("status", "Status"), r => r.Status, true),
            (new("tokens", "Tokens", Numeric: true), r => ReportCell.Of(r.Tokens, Readable.Count), false),
            (new("steps", "Steps", Numeric: true), r => ReportCell.Of(r.Steps, Readable.Count), false),
            (new("learning_rate", "Rate", Numeric: true), r => ReportCell.Of(r.LearningRate, v => Readable.Significant(v, 3)), false),
            (new("validation_loss", "Validation loss", Numeric: true), r => ReportCell.Of(r.ValidationLoss, v => Readable.Fixed(v, 3)), false),
            (new("epochs", "Epochs", Numeric: true), r => ReportCell.Of(r.Epochs, v => Readable.Fixed(v, 2)), false),
            (new("seconds", "Seconds", Numeric: true), r => ReportCell.Of(r.Seconds, v => Readable.Fixed(v, 0)), false),
            (new("note", "Note"), r => r.Note, false),
        ];
        ImmutableArray<(ReportColumn Column, Func<RunSummary, ReportCell> Cell, bool Always)> used = [.. all.Where(c => c.Always || runs.Any(r => c.Cell(r).Text.Length > 0))];
        return new ReportTable
        {
            Name = "runs",
            Title = "Runs",
            Note = "Every run of the plan; failed and missing ones are listed too.",
            Columns = [.. used.Select(c => c.Column)],
            Rows = [.. runs.Select(r => used.Select(c => c.Cell(r)).ToImmutableArray())],
        };
    }
}
