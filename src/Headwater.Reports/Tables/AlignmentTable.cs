using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Measures of how close each mixture is to the task, one column for each.</summary>
internal static class AlignmentTable
{
    public static ReportTable Of(ReportInput input)
    {
        ImmutableArray<Observation> rows = AlignmentRows.Of(input);
        string[] measures = [.. rows.Select(r => r.Metric).Distinct()];
        bool tasks = rows.DistinctBy(r => r.Task).Count() > 1;
        return new ReportTable
        {
            Name = "alignment",
            Title = "How close each mixture is to the task",
            Note = "Measured on the texts alone, before any training. Higher is closer, except for cross-entropies and divergences. See docs/choosing-data.md for the measures.",
            Columns = [new("mixture", "Mixture"), new("task", "Task"), .. measures.Select(m => new ReportColumn(m, Heading(m), Numeric: true))],
            Rows = [.. rows.GroupBy(r => (r.Task, r.PretrainingData)).Select(g => (ImmutableArray<ReportCell>)
                [g.Key.PretrainingData, tasks ? g.Key.Task : "", .. measures.Select(m => ReportCell.Of(g.FirstOrDefault(r => r.Metric == m)?.Value, v => Readable.Significant(v, 3)))])],
        };
    }

    private static string Heading(string metric) => metric[Observation.AlignmentPrefix.Length..].Replace('_', ' ').Replace('-', ' ').Replace(".", ", ", StringComparison.Ordinal);
}

/// <summary>Measures of how close mixtures are to a task, where a report has them: in its table, or beside its study.</summary>
internal static class AlignmentRows
{
    public static ImmutableArray<Observation> Of(ReportInput input) =>
        [.. input.Analysis.Table.Rows.Concat(input.Alignment?.Rows ?? []).Where(r => r.PretrainingData is not null && r.Metric.StartsWith(Observation.AlignmentPrefix, StringComparison.Ordinal))];
}
