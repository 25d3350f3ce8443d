using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

/// <summary>Reports for the browser, from tables that are analysed as a user's would be.</summary>
internal static class Reports
{
    public static readonly AnalysisOptions Options = new() { FitOn = 4, At = [16e6, 40e6], Resamples = 300, Seed = 1 };

    /// <summary>A study with runs, from four mixtures, two finetuning sizes and three metrics.</summary>
    public static ReportInput Study(Func<string, string>? rename = null)
    {
        ReportInput study = SyntheticReport.Study(rename);
        return ReportInput.Of(study.Title, study.Analysis.Table, Options) with { Study = study.Study, CommandName = "studies/captions-en-de" };
    }

    public static ObservationTable Table() => SyntheticAnalysis.Study().Table;

    /// <summary>Longer series, whose intervals are profiles and no quantiles of draws.</summary>
    public static ObservationTable LongTable() => new([.. from mixture in (string[])["en", "de"]
        from step in Enumerable.Range(0, 9)
        select new Observation
        {
            PretrainingData = mixture, PretrainingTokens = 1e6 * Math.Pow(2, step), FinetuningExamples = 1000, Metric = "bleu", StandardError = 0.3,
            Value = (mixture == "en" ? 6 : 5) + (mixture == "en" ? 2.1 : 2.4) * step + 0.25 * Math.Sin(5 * step + mixture[0]),
        }]);

    /// <summary>So many series with so many points each, as from a sweep.</summary>
    public static ObservationTable Sweep(int series, int points) => new([.. from number in Enumerable.Range(0, series)
        from step in Enumerable.Range(0, points)
        select new Observation
        {
            PretrainingData = $"mixture {number % 50}", Task = $"task {number / 50}", PretrainingTokens = Math.Round(1e6 * Math.Pow(1.2, step)), FinetuningExamples = 1000, Metric = "loss",
            Value = 2 + 0.01 * (number % 50) + 3 * Math.Pow(1 + step, -0.4) + 0.01 * Math.Sin(7 * step + number),
        }]);
}
