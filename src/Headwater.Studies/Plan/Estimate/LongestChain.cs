using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>The chain of jobs, each of which needs the one before, that takes the longest.</summary>
internal static class LongestChain
{
    /// <summary>Its seconds and its jobs, of what is left.</summary>
    public static (double Seconds, ImmutableArray<string> Jobs) Of(IReadOnlyList<JobEstimate> jobs)
    {
        Dictionary<string, double> ends = new(StringComparer.Ordinal);
        Dictionary<string, string?> before = new(StringComparer.Ordinal);
        foreach (JobEstimate job in jobs)               // each comes after what it needs
        {
            string? last = job.Job.Needs.Where(ends.ContainsKey).MaxBy(need => ends[need]);
            ends[job.Job.Id] = (last is null ? 0 : ends[last]) + job.SecondsLeft;
            before[job.Job.Id] = last;
        }

        if (ends.Count == 0 || ends.Values.Max() == 0)
            return (0, []);
        List<string> chain = [];
        for (string? id = ends.MaxBy(end => end.Value).Key; id is not null && ends[id] > 0; id = before[id])
            chain.Add(id);
        chain.Reverse();
        return (ends.Values.Max(), [.. chain]);
    }
}
