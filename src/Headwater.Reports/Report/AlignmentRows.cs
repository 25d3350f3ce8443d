using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Measures of how close mixtures are to a task, where a report has them: in its table, or beside its study.</summary>
internal static class AlignmentRows
{
    public static ImmutableArray<Observation> Of(ReportInput input) =>
        [.. input.Analysis.Table.Rows.Concat(input.Alignment?.Rows ?? []).Where(r => r.PretrainingData is not null && r.Metric.StartsWith(Observation.AlignmentPrefix, StringComparison.Ordinal))];
}
