using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What a finished run took, read from its records; of runs from before usage was recorded, as far as their logs tell.</summary>
internal sealed record RunUse
{
    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>Wall seconds of all attempts, by kind.</summary>
    public required ImmutableSortedDictionary<string, double> SecondsByKind { get; init; }

    public double Seconds => SecondsByKind.Values.Sum();

    /// <summary>Useful work of training in FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>Peak resident memory; 0 where nobody knows.</summary>
    public required long MemoryBytes { get; init; }

    public required long DiskBytes { get; init; }

    /// <summary>Null where the run is not done.</summary>
    public static RunUse? Of(JobOutline job, RunStore store)
    {
        RunFolder run = store.Folder.Run(job.Id);
        if (!File.Exists(run.DoneFile) || !File.Exists(run.ResultFile))
            return null;
        Recorded recorded = RecordFile.ReadJson<Recorded>(run.ResultFile);
        return recorded.Usage is { } usage
            ? new RunUse { Started = usage.Started, Ended = usage.Ended, SecondsByKind = usage.Seconds, Flops = usage.Flops, MemoryBytes = usage.MemoryBytes, DiskBytes = usage.DiskBytes }
            : FromLog(job, store, recorded.Seconds);
    }

    // A log line's rate is the mean since the line before, so rate times time is the work between the two.
    private static RunUse FromLog(JobOutline job, RunStore store, double seconds)
    {
        RunFolder run = store.Folder.Run(job.Id);
        DateTimeOffset ended = File.GetLastWriteTimeUtc(run.DoneFile);
        DateTimeOffset started = File.Exists(run.RecordFile) ? RecordFile.ReadJson<Beginning>(run.RecordFile).Started : ended;
        ImmutableArray<MetricsLine> lines = [.. MetricsLog.Read(run.MetricsFile).Where(line => line.FlopsPerSecond is not null)];
        double flops = 0;
        double before = 0;
        foreach (MetricsLine line in lines)
        {
            flops += line.FlopsPerSecond!.Value * (line.Seconds - before);
            before = line.Seconds;
        }

        WorkKind kind = job.Stage <= Stage.Corpus ? WorkKind.Tokenizing : job.Trains ? WorkKind.Training : WorkKind.Evaluation;
        double other = Math.Max(0, (ended - started).TotalSeconds - seconds);
        return new RunUse
        {
            Started = started,
            Ended = ended,
            SecondsByKind = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(Name(kind), seconds), KeyValuePair.Create(Name(WorkKind.Other), other)]),
            Flops = flops,
            MemoryBytes = lines.Max(line => line.MemoryBytes) ?? 0,
            DiskBytes = DiskOf(job.Id, job.Stage, store.Folder),
        };
    }

    /// <summary>Bytes of the run's folder, and of what it made elsewhere in the study.</summary>
    public static long DiskOf(string id, Stage stage, StudyFolder folder) => FolderSize.Of(folder.Run(id).Root) + stage switch
    {
        Stage.Tokenizer => FolderSize.Of(folder.TokenizerFolder(id)),
        Stage.Corpus => FolderSize.Of(folder.CorpusFolder(id)),
        _ => 0,
    };

    private static string Name(WorkKind kind) => kind.ToString().ToLowerInvariant();

    private sealed record Recorded
    {
        public double Seconds { get; init; }

        public RunUsage? Usage { get; init; }
    }

    private sealed record Beginning
    {
        public DateTimeOffset Started { get; init; }
    }
}
