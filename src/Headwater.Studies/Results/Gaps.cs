using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Idle time between the runs of a study, from their start and end times.</summary>
/// <param name="Places">The most runs at a time.</param>
/// <param name="Wall">Seconds from the first start to the last end, without long pauses.</param>
/// <param name="Waiting">Place-seconds in which a place was free and a run was ready.</param>
/// <param name="Idle">Place-seconds in which a place was free and none was.</param>
internal sealed record Gaps(int Places, double Wall, double Waiting, double Idle)
{
    public static Gaps Of(ImmutableArray<JobOutline> jobs, Dictionary<string, RunUse> uses)
    {
        // A run is ready when the last run that it needs has ended. At equal times ends come first.
        List<(DateTimeOffset At, int Running, int Ready)> changes = [];
        foreach (JobOutline job in jobs.Where(job => uses.ContainsKey(job.Id)))
        {
            RunUse use = uses[job.Id];
            DateTimeOffset ready = job.Needs.Where(uses.ContainsKey).Select(need => uses[need].Ended).Where(end => end <= use.Started).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
            changes.Add((ready, 0, 1));
            changes.Add((use.Started, 1, -1));
            changes.Add((use.Ended, -1, 0));
        }

        return Of([.. changes.OrderBy(change => change.At).ThenBy(change => change.Running)], MostAtOnce(uses.Values));
    }

    private static Gaps Of(List<(DateTimeOffset At, int Running, int Ready)> changes, int places)
    {
        (double wall, double waiting, double idle) = (0, 0, 0);
        (int running, int ready) = (0, 0);
        DateTimeOffset? last = null;
        foreach ((DateTimeOffset at, int runningChange, int readyChange) in changes)
        {
            double seconds = last is { } before && at > before ? (at - before).TotalSeconds : 0;
            if (running > 0 || seconds <= StudyTimes.LongestPause)
            {
                int free = Math.Max(0, places - running);
                int wanted = Math.Min(free, ready);
                wall += seconds;
                waiting += seconds * wanted;
                idle += seconds * (free - wanted);
            }

            running += runningChange;
            ready += readyChange;
            if (running > 0 || last is not null)
                last = at;                              // time begins with the first run
        }

        return new Gaps(places, wall, waiting, idle);
    }

    private static int MostAtOnce(IEnumerable<RunUse> uses)
    {
        int now = 0;
        int most = 0;
        foreach ((_, int change) in uses.SelectMany(use => new[] { (use.Started, 1), (use.Ended, -1) }).OrderBy(change => change.Item1).ThenBy(change => change.Item2))
        {
            now += change;
            most = Math.Max(most, now);
        }

        return most;
    }
}
