using System.Collections.Immutable;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What a study's report is made from: its observations, analysed as the study asks, and its runs.</summary>
internal static class StudyReport
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

    public static ReportInput Of(StudySummary study, StudyFolder folder, AnalysisOptions options)
    {
        string alignment = Path.Combine(folder.Root, AlignmentFile);
        StudyVerification? verification = StudyVerification.Of(folder);
        StudyEvidence evidence = EvidenceOf(study);
        return ReportInput.Of(study.Plan.Spec.Name, ObservationTable.Read(folder.ObservationsFile), options) with
        {
            Study = evidence with { RunTables = [.. VerificationTable.Of(verification), .. evidence.RunTables], WriteJson = json => StudyJsonPart.Write(json, study, verification) },
            CommandName = ShellWord.Of($"studies/{study.Plan.Spec.Name}"),
            Alignment = File.Exists(alignment) ? ObservationTable.Read(alignment) : null,
        };
    }

    /// <summary>What the report says of the study's runs.</summary>
    public static StudyEvidence EvidenceOf(StudySummary study) => new()
    {
        TextTables = [ShareTable.Of(study).WithoutEmptyColumns(), CorpusTable.Of(study).WithoutEmptyColumns()],
        RunTables = [SettingsTable.Of(study).WithoutEmptyColumns(), RunsTable.Of(study).WithoutEmptyColumns(), PlanTable.Of(study).WithoutEmptyColumns(), TimeTable.Of(study).WithoutEmptyColumns()],
        Notes = StudyNotes.Of(study),
        Comparisons = [.. Comparisons(study)],
        Cost = StudyCosts.Of(study),
        Finetuning = FinetuningOf(study),
        Texts = [.. TextsOf(study)],
        HasMixtures = study.Plan.Spec.Pretraining is { Mixtures.IsEmpty: false },
        Failed = study.Runs.Count(run => run.State == JobState.Failed),
        Open = study.Runs.Count(run => run.State is JobState.ToDo or JobState.Running),
        Figures = styles => CurveFigures.Of(study, styles).Concat(PlanFigure.Of(study)),
        WriteJson = json => StudyJsonPart.Write(json, study),
    };

    private static FinetuningLength? FinetuningOf(StudySummary study)
    {
        if (study.Plan.Spec.Evaluation is not null)
            return null;
        FinetuningSpec spec = study.Plan.Spec.Finetuning;
        FinetuningResult[] results = [.. study.Runs.Select(run => run.Result).OfType<FinetuningResult>()];
        return new()
        {
            Steps = spec.Steps,
            Batch = spec.BatchTokens is null ? spec.Batch : null,
            Finished = results.Length,
            BestAtTheEnd = results.Count(result => result.BestStep == spec.Steps),
        };
    }

    private static IEnumerable<MixtureText> TextsOf(StudySummary study)
    {
        Dictionary<string, long> tokens = study.Runs.Where(run => run.Result is CorpusResult).GroupBy(run => run.Label)
            .ToDictionary(group => group.Key, group => ((CorpusResult)group.First().Result!).Tokens, StringComparer.Ordinal);
        return (study.Plan.Spec.Pretraining?.Mixtures ?? [])
            .Where(mixture => !mixture.Rates.IsEmpty && mixture.Rates.All(rate => tokens.ContainsKey(rate.Key)))
            .Select(mixture => new MixtureText(mixture.Name, mixture.Rates.Where(rate => rate.Value > 0).Min(rate => tokens[rate.Key] / rate.Value)));
    }

    private static IEnumerable<Comparison> Comparisons(StudySummary study)
    {
        bool tasks = study.Comparisons.DistinctBy(c => c.Task).Count() > 1, models = study.Comparisons.DistinctBy(c => c.Model).Count() > 1;
        return study.Comparisons.Select(c => new Comparison
        {
            Metric = c.Metric,
            Setting = string.Join(", ", new[] { SeriesView.SizeWords(c.FinetuningExamples, tokens: null), tasks ? c.Task : "", models ? c.Model : "", c.Shots is { } shots ? $"{shots}-shot" : "", c.Seed is { } seed ? $"seed {seed}" : "" }.Where(s => s.Length > 0)),
            Left = Comparison.Words(c.First, c.FirstTokens),
            Right = Comparison.Words(c.Second, c.SecondTokens),
            LeftScore = c.FirstScore,
            RightScore = c.SecondScore,
            Difference = c.Difference,
            StandardError = c.StandardError,
            PValue = c.PValue,
        });
    }
}
