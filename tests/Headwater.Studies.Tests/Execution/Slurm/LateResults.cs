namespace Headwater.Studies.Tests;

/// <summary>Results of pretrainings that show a second after their members have ended, as on a network file system.</summary>
internal sealed class LateResults(RunStore store)
{
    private readonly List<Thread> _renames = [];

    /// <summary>Does a pretraining and hides that it is done for a while; null of other jobs.</summary>
    public string? Hide(Job job, Func<Job, RunStore, JobOutcome> run)
    {
        if (job.Stage != Stage.Pretraining)
            return null;
        Assert.Null(run(job, store).Reason);
        string done = store.Folder.Run(job.Id).DoneFile, hidden = done + ".nfs";
        File.Move(done, hidden);
        Thread rename = new(() =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            File.Move(hidden, done);
        });
        rename.Start();
        _renames.Add(rename);
        return "COMPLETED";
    }

    public void Join() => _renames.ForEach(rename => rename.Join());
}
