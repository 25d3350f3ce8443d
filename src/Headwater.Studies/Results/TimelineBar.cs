using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>One run on a timeline: when it ran and on which of the places for runs. Seconds count from the start of the first one; places from 0.</summary>
public sealed record TimelineBar(Stage Stage, string Label, int Place, double Start, double End);

/// <summary>The runs of a study over time.</summary>
internal static class Timeline
{
    /// <summary>As it was expected, from nothing.</summary>
    public static ImmutableArray<TimelineBar> Planned(StudyPlan plan, KeptEstimate estimate, int places)
    {
        JobEstimate[] jobs = [.. plan.Jobs.Where(job => estimate.Jobs.ContainsKey(job.Id)).Select(job => new JobEstimate
        {
            Job = job, Reason = "", Seconds = estimate.Jobs[job.Id].Seconds, Tokens = 0, Work = default, MemoryBytes = 0, DiskBytes = 0, Done = 0,
        })];
        return [.. jobs.Zip(ScheduleSimulation.Run(jobs, places, startSeconds: 0)).Where(pair => pair.Second is not null)
            .Select(pair => new TimelineBar(pair.First.Job.Stage, pair.First.Job.Label, pair.Second!.Value.Place, pair.Second.Value.Start, pair.Second.Value.End))];
    }

    /// <summary>As it was, without the stretches in which nothing ran for long. A run takes the first place that is free.</summary>
    public static ImmutableArray<TimelineBar> Actual(ImmutableArray<JobOutline> jobs, Dictionary<string, RunUse> uses)
    {
        ImmutableArray<TimelineBar>.Builder bars = ImmutableArray.CreateBuilder<TimelineBar>();
        List<DateTimeOffset> busyUntil = [];
        DateTimeOffset? origin = null;
        DateTimeOffset lastEnd = DateTimeOffset.MinValue;
        foreach ((JobOutline job, RunUse use) in jobs.Where(job => uses.ContainsKey(job.Id)).Select(job => (job, uses[job.Id])).OrderBy(run => run.Item2.Started))
        {
            origin ??= use.Started;
            if (lastEnd > DateTimeOffset.MinValue && (use.Started - lastEnd).TotalSeconds > StudyTimes.LongestPause)
                origin += use.Started - lastEnd;            // the study stood still
            int place = busyUntil.FindIndex(end => end <= use.Started);
            if (place < 0)
            {
                place = busyUntil.Count;
                busyUntil.Add(default);
            }

            busyUntil[place] = use.Ended;
            lastEnd = use.Ended > lastEnd ? use.Ended : lastEnd;
            bars.Add(new TimelineBar(job.Stage, job.Label, place, (use.Started - origin.Value).TotalSeconds, (use.Ended - origin.Value).TotalSeconds));
        }

        return bars.ToImmutable();
    }
}
