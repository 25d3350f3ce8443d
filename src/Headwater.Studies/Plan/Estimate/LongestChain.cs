using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>The chain of jobs, each of which needs the one before, that takes the longest.</summary>
internal static class LongestChain
{
    /// <summary>Its seconds and its jobs, of what is left.</summary>
    public static (double Seconds, ImmutableArray<string> Jobs) Of(IReadOnlyList<JobEstimate> jobs)
    {
        Dictionary<string, JobEstimate> byId = jobs.ToDictionary(job => job.Job.Id, StringComparer.Ordinal);
        Dictionary<string, double> ends = new(StringComparer.Ordinal);
        Dictionary<string, string?> before = new(StringComparer.Ordinal);
        foreach (JobEstimate job in jobs)               // each comes after what it needs
        {
            Dictionary<string, double> there = job.Job.Needs.Where(ends.ContainsKey).Distinct().ToDictionary(need => need, need => There(job.Job, need, byId, ends[need]));
            string? last = there.Count == 0 ? null : there.MaxBy(need => need.Value).Key;
            ends[job.Job.Id] = (last is null ? 0 : there[last]) + job.SecondsLeft;
            before[job.Job.Id] = last;
        }

        return Longest(ends, before);
    }

    private static (double, ImmutableArray<string>) Longest(Dictionary<string, double> ends, Dictionary<string, string?> before)
    {
        if (ends.Count == 0 || ends.Values.Max() == 0)
            return (0, []);
        List<string> chain = [];
        for (string? id = ends.MaxBy(end => end.Value).Key; id is not null && ends[id] > 0; id = before[id])
            chain.Add(id);
        chain.Reverse();
        return (ends.Values.Max(), [.. chain]);
    }

    // When what a job needs of another is there: a checkpoint comes before the end of its trajectory.
    private static double There(Job job, string need, Dictionary<string, JobEstimate> jobs, double end)
    {
        double share = EarlyCheckpoint.Share(job, need, jobs);
        if (share >= 1)
            return end;
        JobEstimate trajectory = jobs[need];
        return end - trajectory.SecondsLeft + EarlyCheckpoint.SecondsUntil(trajectory, share);
    }
}
