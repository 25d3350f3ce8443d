namespace Headwater.Studies;

/// <summary>What a stage is given beside its settings.</summary>
internal sealed record JobContext(RunStore Store, RunOptions Options, Job Job, Action<JobProgress> Progress, CancellationToken Token)
{
    public StudyFolder Folder => Store.Folder;

    public RunFolder Run { get; } = Store.Folder.Run(Job.Id);

    /// <summary>What this attempt spends.</summary>
    public RunMeter Meter { get; } = new();
}
