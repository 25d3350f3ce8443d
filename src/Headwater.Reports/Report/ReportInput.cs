using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Everything a report is made from. Equal inputs give equal bytes.</summary>
public sealed record ReportInput
{
    public required string Title { get; init; }

    public required Analysis Analysis { get; init; }

    /// <summary>The runs the table comes from; <c>null</c> for a bare table, whose report has no settings, runs and paired comparisons.</summary>
    public StudyEvidence? Study { get; init; }

    /// <summary>Measures of how close the mixtures are to the task, as <c>headwater align --csv</c> writes them; <c>null</c> where there are none.</summary>
    public ObservationTable? Alignment { get; init; }

    /// <summary>Command line that reproduces this input: the table or study as typed, with the options that choose rows and fits; empty if there is none.</summary>
    public string CommandName { get; init; } = "";

    /// <summary>A report of a table that is analysed as asked.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, the law does not parse, or the table contradicts itself.</exception>
    public static ReportInput Of(string title, ObservationTable table, AnalysisOptions options) => new()
    {
        Title = title,
        Analysis = Analysis.Of(table, options with { WithOutlooks = true }),
    };
}
