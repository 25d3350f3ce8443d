using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Where the runs of a study stand in Slurm's queue.</summary>
internal static class SlurmQueue
{
    /// <summary>The queued member of each run that has one; null where the queue cannot be asked.</summary>
    public static Dictionary<string, QueuedMember>? Of(StudyFolder folder, SlurmCluster cluster)
    {
        ImmutableArray<SlurmSubmission> submissions = SlurmSubmission.All(folder);
        if (submissions.IsEmpty)
            return [];
        if (cluster.Queue() is not { } members)
            return null;

        Dictionary<string, SlurmSubmission> byName = submissions.ToDictionary(submission => submission.Name);
        Dictionary<string, QueuedMember> queued = [];
        foreach (QueuedMember member in members)
        {
            if (byName.TryGetValue(member.Name, out SlurmSubmission? submission) && member.Index < submission.Runs.Length
                && (submission.JobId is null || submission.JobId == member.Array))
                queued[submission.Runs[member.Index]] = member;
        }

        return queued;
    }

    /// <summary>The last member that each run had, in the queue or not, as Slurm's commands name it.</summary>
    public static Dictionary<string, string> Last(StudyFolder folder)
    {
        Dictionary<string, string> last = [];
        foreach (SlurmSubmission submission in SlurmSubmission.All(folder).Where(submission => submission.JobId is not null))
        {
            for (int i = 0; i < submission.Runs.Length; i++)
                last[submission.Runs[i]] = FormattableString.Invariant($"{submission.JobId}_{i}");
        }

        return last;
    }
}
