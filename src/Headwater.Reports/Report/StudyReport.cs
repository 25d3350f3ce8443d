using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Reports;

/// <summary>What a study's report is made from: its observations, analysed as the study asks, and its runs.</summary>
public static class StudyReport
{
    /// <summary>Beside a study's observations, the measures that <c>headwater align --csv</c> wrote.</summary>
    public const string AlignmentFile = "alignment.csv";

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
        string alignment = Path.Combine(folder.Root, AlignmentFile);
        return ReportInput.Of(study.Plan.Spec.Name, ObservationTable.Read(folder.ObservationsFile), options) with
        {
            Study = study,
            CommandName = ShellWord.Of($"studies/{study.Plan.Spec.Name}"),
            Alignment = File.Exists(alignment) ? ObservationTable.Read(alignment) : null,
        };
    }
}
