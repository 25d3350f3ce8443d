using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Everything a report is made from. Equal inputs give equal bytes.</summary>
public sealed record ReportInput
{
    public required string Title { get; init; }

    public required Analysis Analysis { get; init; }

    /// <summary>The study the table comes from; <c>null</c> for a bare table, whose report has no runs, settings and costs.</summary>
    public StudySummary? Study { get; init; }

    /// <summary>Differences measured on the same test segments. Without them the report compares scores as if their noise were independent.</summary>
    public ImmutableArray<PairedComparison> Comparisons { get; init; } = [];
}
