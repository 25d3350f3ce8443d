using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Reports;

/// <summary>Everything a report is made from. Equal inputs give equal bytes.</summary>
public sealed record ReportInput
{
    public required string Title { get; init; }

    public required Analysis Analysis { get; init; }

    /// <summary>The study the table comes from; <c>null</c> for a bare table, whose report has no settings, runs and paired comparisons.</summary>
    public StudySummary? Study { get; init; }
}
