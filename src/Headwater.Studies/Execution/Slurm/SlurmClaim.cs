namespace Headwater.Studies;

/// <summary>
/// Which Slurm job works on a run: <c>claim.json</c>. Two commands may submit the same run at once; the job that finds another one at work waits for it.
/// Slurm's queue says whether the other one lives, not a lock, which may not reach over a network file system.
/// </summary>
internal sealed record SlurmClaim(string SlurmJob)
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the run is this job's, or done.</summary>
    public static async Task Take(string self, RunStore store, Job job, SlurmCluster cluster, CancellationToken token)
    {
        string file = store.Folder.Run(job.Id).ClaimFile;
        while (!store.IsDone(job))
        {
            if (Holder(file) is { } holder && holder != self && Lives(holder, cluster))
            {
                await Task.Delay(Poll, token);
                continue;
            }

            RecordFile.WriteJson(file, new SlurmClaim(self));
            await Task.Delay(Settle, token);                // of two that write at once, the last one stands
            if (Holder(file) == self)
                return;
        }
    }

    private static string? Holder(string file) => File.Exists(file) ? RecordFile.ReadJson<SlurmClaim>(file).SlurmJob : null;

    private static bool Lives(string holder, SlurmCluster cluster) => cluster.Queue()?.Any(member => member.Id == holder && member.Runs) ?? true;
}
