using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What was expected of a study's runs beside what they took, stage by stage.</summary>
internal static class PlanTable
{
    public static ReportTable Of(StudySummary study)
    {
        ImmutableArray<(ReportColumn Column, Func<StageActuals, ReportCell> Cell)> columns =
        [
            (new("stage", "Stage"), s => s.Stage?.ToString().ToLowerInvariant() ?? "all"),
            (new("runs", "Runs", Numeric: true), s => ReportCell.Of(s.Jobs, v => Readable.Count(v))),
            .. Pair("seconds", "Seconds", s => s.Seconds, v => Readable.Fixed(v, 0)),
            .. Pair("flops", "Training FLOPs", s => s.Flops, Readable.Count),
            .. Pair("memory_mb", "Memory, MB", s => Scaled(s.MemoryBytes), v => Readable.Fixed(v, 0)),
            .. Pair("disk_mb", "Disk, MB", s => Scaled(s.DiskBytes), v => Readable.Fixed(v, 1)),
        ];
        ImmutableArray<StageActuals> stages = study.Actuals is { } actuals ? [.. actuals.Stages, actuals.Total] : [];
        return new ReportTable
        {
            Name = "plan",
            Title = "Plan against actual",
            Note = study.Actuals is { } known ? $"Finished runs. Expected by speeds {known.Source}. Seconds are device-seconds; memory is the most of one run." : "",
            Columns = [.. columns.Select(c => c.Column)],
            Rows = [.. stages.Select(s => columns.Select(c => c.Cell(s)).ToImmutableArray())],
        };
    }

    private static IEnumerable<(ReportColumn, Func<StageActuals, ReportCell>)> Pair(string name, string heading, Func<StageActuals, Expectation> value, Func<double, string> format) =>
    [
        (new($"{name}_expected", $"{heading}, expected", Numeric: true), s => ReportCell.Of(Known(value(s).Estimated), format)),
        (new($"{name}_actual", "actual", Numeric: true), s => ReportCell.Of(Known(value(s).Actual), format)),
    ];

    private static double? Known(double value) => value > 0 ? value : null;

    private static Expectation Scaled(Expectation bytes) => new(bytes.Estimated / 1e6, bytes.Actual / 1e6);
}
