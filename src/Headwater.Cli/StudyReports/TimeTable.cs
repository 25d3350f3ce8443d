using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Where the time of a study's runs went, by kind of work.</summary>
internal static class TimeTable
{
    public static ReportTable Of(StudySummary study)
    {
        StudyTimes? times = study.Actuals?.Times;
        double all = times?.Seconds.Values.Sum() ?? 0;
        return new ReportTable
        {
            Name = "time",
            Title = "Time by kind of work",
            Note = times is null ? "" : $"Device-seconds of finished runs. Overhead (all time except training, validation, evaluation and tokenizing) is {Readable.Percent(times.OverheadShare)}.",
            Columns = [new("kind", "Kind"), new("seconds", "Seconds", Numeric: true), new("share", "Share", Numeric: true)],
            Rows = [.. (times?.Seconds ?? ImmutableSortedDictionary<string, double>.Empty).OrderByDescending(kind => kind.Value)
                .Select(kind => (ImmutableArray<ReportCell>)[kind.Key.Replace('_', ' '), ReportCell.Of(kind.Value, v => Readable.Fixed(v, 1)), ReportCell.Of(kind.Value / all, Readable.Percent)])],
        };
    }
}
