using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Reports;

/// <summary>What a study's report is made from: its observations, analysed as the study asks, and its runs.</summary>
public static class StudyReport
{
    /// <summary>The analysis a study asks for under <c>forecast:</c>, with its seed.</summary>
    public static AnalysisOptions OptionsOf(StudySpec spec) => new()
    {
        FitOn = spec.Forecast?.FitOn,
        At = spec.Forecast?.At ?? [],
        Seed = spec.Seed,
    };

    /// <exception cref="FileNotFoundException">Nothing was run in the folder.</exception>
    public static ReportInput Of(StudyFolder folder, AnalysisOptions options)
    {
        StudySummary study = StudySummary.Of(folder);
        return new ReportInput
        {
            Title = study.Plan.Spec.Name,
            Analysis = Analysis.Of(ObservationTable.Read(folder.ObservationsFile), options),
            Study = study,
        };
    }
}
