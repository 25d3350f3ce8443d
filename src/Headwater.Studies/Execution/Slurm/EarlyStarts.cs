namespace Headwater.Studies;

/// <summary>
/// Lets queued finetunings start once their checkpoint stands. They are handed in to wait for the end of the pretraining, so that nothing starts without its
/// checkpoint whatever happens; while the pretraining runs, its watcher takes that dependency away from those that need to wait no longer.
/// </summary>
internal sealed class EarlyStarts(RunStore store, SlurmCluster cluster)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> _released = [];

    // By submission: what was handed in never changes.
    private readonly Dictionary<string, Job[]> _orders = new(StringComparer.Ordinal);

    /// <summary>Looks again and again until it is cancelled.</summary>
    /// <param name="pretraining">The pretraining that runs.</param>
    /// <param name="token">Cancelled when the pretraining has ended.</param>
    public async Task Follow(string pretraining, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                Release(pretraining);
            }
            catch (Exception exception) when (exception is IOException or SlurmException)
            {
                // The dependency stays, and the finetunings start when the pretraining ends.
            }

            await Task.Delay(BetweenLooks, token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Releases what waits for a checkpoint of a pretraining that stands; returns how many.</summary>
    public int Release(string pretraining)
    {
        Job[] waiting = [.. SlurmSubmission.All(store.Folder).SelectMany(OrdersOf).Where(job => !_released.Contains(job.Id) && StandingCheckpoint.IsWhat(job, pretraining, store.Folder))];
        if (waiting.Length == 0 || SlurmQueue.Of(store.Folder, cluster) is not { } queued)
            return 0;
        int before = _released.Count;
        foreach (Job job in waiting)
        {
            string[] others = [.. job.Needs.Where(need => need != pretraining && !File.Exists(store.Folder.Run(need).DoneFile))];
            if (queued.GetValueOrDefault(job.Id) is not { State: "PENDING" } member || !Array.TrueForAll(others, queued.ContainsKey))
                continue;
            if (cluster.WaitFor(member.Id, [.. others.Select(need => queued[need].Id)]))
                _released.Add(job.Id);
        }

        return _released.Count - before;
    }

    private Job[] OrdersOf(SlurmSubmission submission)
    {
        if (!_orders.TryGetValue(submission.Name, out Job[]? jobs))
            _orders[submission.Name] = jobs = [.. File.ReadLines(SlurmMember.JobsFile(Path.Combine(store.Folder.SlurmFolder, submission.Name))).Select(line => JobOrder.Parse(line).Job)];
        return jobs;
    }
}
