using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// Where the time of a study's finished runs went, in device-seconds. Between runs is the time in which a place for a run was free and a run was ready for it; a
/// stretch without any run that is longer than <see cref="LongestPause"/> is taken for the study standing still, and not counted.
/// </summary>
public sealed record StudyTimes
{
    /// <summary>A longer stretch without any run is none of the study's time, in seconds.</summary>
    public const double LongestPause = 30;

    /// <summary>By kind of work, in lower case, and <c>between_runs</c>.</summary>
    public required ImmutableSortedDictionary<string, double> Seconds { get; init; }

    /// <summary>Device-seconds in which a place was free and no run was ready for it: the graph's doing.</summary>
    public required double IdleSeconds { get; init; }

    /// <summary>From the first run's start to the last one's end, without long pauses.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>The most runs that were seen at a time.</summary>
    public required int Places { get; init; }

    /// <summary>The share of the time that is not training, validation, evaluation or tokenizing: loading, saving, records, and the gaps between runs.</summary>
    public double OverheadShare => Seconds.Values.Sum() is > 0 and double all
        ? Seconds.Where(kind => kind.Key is BetweenRuns or "other" or "saving").Sum(kind => kind.Value) / all
        : 0;

    private const string BetweenRuns = "between_runs";

    /// <summary>Of the runs that are done.</summary>
    public static StudyTimes Of(StudyPlan plan, RunStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<JobOutline> jobs = [.. plan.Jobs.Select(JobOutline.Of)];
        return Of(jobs, Uses(jobs, store));
    }

    /// <summary>What the runs that are done took, by their ids, in the order of the plan.</summary>
    internal static Dictionary<string, RunUse> Uses(ImmutableArray<JobOutline> jobs, RunStore store) => jobs.AsParallel().AsOrdered().Select(job => (job.Id, Use: RunUse.Of(job, store)))
        .Where(pair => pair.Use is not null).ToDictionary(pair => pair.Id, pair => pair.Use!, StringComparer.Ordinal);

    internal static StudyTimes Of(ImmutableArray<JobOutline> jobs, Dictionary<string, RunUse> uses)
    {
        Gaps gaps = Gaps.Of(jobs, uses);
        Dictionary<string, double> seconds = new(StringComparer.Ordinal) { [BetweenRuns] = gaps.Waiting };
        foreach ((string kind, double spent) in uses.Values.SelectMany(use => use.SecondsByKind))
            seconds[kind] = seconds.GetValueOrDefault(kind) + spent;
        return new StudyTimes
        {
            Seconds = seconds.ToImmutableSortedDictionary(StringComparer.Ordinal), IdleSeconds = gaps.Idle, WallSeconds = gaps.Wall, Places = gaps.Places,
        };
    }
}
