namespace Headwater.Studies;

/// <summary>What Slurm's queue adds to what the files of runs say.</summary>
internal sealed class SlurmStandings
{
    private readonly Dictionary<string, QueuedMember> _queued;
    private readonly Dictionary<string, string> _last;

    private SlurmStandings(Dictionary<string, QueuedMember> queued, Dictionary<string, string> last) => (_queued, _last) = (queued, last);

    /// <summary>Empty for a study that was never handed to Slurm, and where the queue cannot be asked.</summary>
    public static SlurmStandings Of(StudyFolder folder, SlurmCluster cluster)
    {
        try
        {
            return SlurmQueue.Of(folder, cluster) is { } queued ? new SlurmStandings(queued, SlurmQueue.Last(folder)) : new SlurmStandings([], []);
        }
        catch (SlurmException)
        {
            return new SlurmStandings([], []);              // another machine than the one it was submitted from
        }
    }

    public JobStatus Over(JobStatus status)
    {
        if (status.State == JobState.Done)
            return status;
        if (_queued.GetValueOrDefault(status.Job.Id) is { } member)
        {
            return status with
            {
                State = member.Runs ? JobState.Running : JobState.Queued,
                SlurmJob = member.Id,
                Reason = member.Runs || member.Reason == "None" ? status.Reason : member.Reason,
            };
        }

        return status.State == JobState.ToDo && _last.GetValueOrDefault(status.Job.Id) is { } id
            ? status with { Reason = $"Slurm's job {id} left the queue without a result; run the study again" }
            : status;
    }
}
