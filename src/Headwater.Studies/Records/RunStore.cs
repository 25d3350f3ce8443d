using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Reads and writes the outcome of runs in a study's folder. A run is done when its DONE file is there.</summary>
public sealed class RunStore(StudyFolder folder)
{
    public StudyFolder Folder { get; } = folder;

    public JobState State(Job job) => State(JobOutline.Of(job));

    internal JobState State(JobOutline job)
    {
        RunFolder run = Folder.Run(job.Id);
        if (IsDone(job))
            return JobState.Done;
        if (RunLock.IsHeld(run))
            return JobState.Running;
        return File.Exists(run.FailureFile) ? JobState.Failed : JobState.ToDo;
    }

    /// <summary>Whether everything the job asks for is there. A trajectory that was done with fewer checkpoints is not.</summary>
    public bool IsDone(Job job) => IsDone(job.Id, job.Settings is PretrainingSettings settings ? settings.Checkpoints : []);

    internal bool IsDone(JobOutline job) => IsDone(job.Id, job.Settings.Checkpoints);

    private bool IsDone(string id, ImmutableArray<long> checkpoints)
    {
        RunFolder run = Folder.Run(id);
        if (!File.Exists(run.DoneFile) || !File.Exists(run.ResultFile))
            return false;
        return checkpoints.IsEmpty || checkpoints.All(Result<PretrainingResult>(id).Checkpoints.Select(checkpoint => checkpoint.Requested).Contains);
    }

    /// <exception cref="FileNotFoundException">The run is not done.</exception>
    public T Result<T>(string id)
        where T : RunResult => RecordFile.ReadJson<T>(Folder.Run(id).ResultFile);

    public RunFailure? Failure(string id) => File.Exists(Folder.Run(id).FailureFile) ? RecordFile.ReadJson<RunFailure>(Folder.Run(id).FailureFile) : null;

    /// <summary>What the finished run that fills a cell found: a <see cref="FinetuningResult"/> unless nothing was finetuned.</summary>
    internal EvaluationResult ResultOf(StudyCell cell, string run) => cell.Shots is null ? Result<FinetuningResult>(run) : Result<EvaluationResult>(run);

    /// <summary>Id of the finished finetuning or evaluation that fills a cell; null while there is none.</summary>
    public string? RunOf(StudyPlan plan, StudyCell cell)
    {
        string? run = cell.Run;
        if (run is null && cell.Rate is not null && plan.Find(cell.Rate) is { } rate && IsDone(rate))
            run = Result<RateResult>(cell.Rate).Run;
        return run is not null && plan.Find(run) is { } job && IsDone(job) ? run : null;
    }

    /// <summary>What a trajectory had read by a checkpoint, also of one that is not at its end yet; null where that is not known.</summary>
    internal PretrainingCheckpoint? CheckpointOf(string pretraining, long tokens)
    {
        RunFolder run = Folder.Run(pretraining);
        PretrainingCheckpoint? ended = !File.Exists(run.DoneFile) || !File.Exists(run.ResultFile) ? null
            : Result<PretrainingResult>(pretraining).Checkpoints.FirstOrDefault(checkpoint => checkpoint.Requested == tokens);
        return ended ?? (File.Exists(run.CheckpointFile(tokens)) ? RecordFile.ReadJson<PretrainingCheckpoint>(run.CheckpointFile(tokens)) : null);
    }

    /// <summary>The last logged step of a run, done or not; of one that trains nothing but branches, that of the last branch.</summary>
    public MetricsLine? LastLine(string id) => MetricsLog.Last(Folder.Run(id).MetricsFile)
        ?? Folder.Run(id).BranchMetricsFiles().Select(MetricsLog.Last).OfType<MetricsLine>().MaxBy(line => line.StepsDone);

    /// <summary>The tokenizer that a job made.</summary>
    /// <exception cref="InvalidDataException">The file is another one.</exception>
    public TextTokenizer OpenTokenizer(string id)
    {
        TokenizerResult result = Result<TokenizerResult>(id);
        TextTokenizer tokenizer = TextTokenizer.Load(Folder.TokenizerFolder(id), result.Sentinels);
        return tokenizer.Fingerprint == result.Fingerprint
            ? tokenizer
            : throw new InvalidDataException($"{Folder.TokenizerFolder(id)} differs from the tokenizer that this study trained.\nhint: delete {Folder.Run(id).Root} and run the study again.");
    }

    internal void Start(Job job)
    {
        RunFolder run = Folder.Run(job.Id);
        Directory.CreateDirectory(run.Root);
        File.Delete(run.FailureFile);
        File.Delete(run.DoneFile);
        RecordFile.WriteJson(run.RecordFile, RunRecord.Of(job));
    }

    internal void Finish(Job job, RunResult result)
    {
        RunFolder run = Folder.Run(job.Id);
        RecordFile.WriteText(run.ResultFile, System.Text.Json.JsonSerializer.Serialize(result, result.GetType(), StudyJson.Indented) + "\n");
        RecordFile.WriteText(run.DoneFile, job.Id + "\n");
    }

    internal void Fail(string id, string reason, string? details = null) => Fail(id, new RunFailure(reason, details, DateTimeOffset.UtcNow));

    /// <summary>Records a failure; where even that cannot be written, the caller still tells the reason.</summary>
    internal void Fail(string id, RunFailure failure)
    {
        try
        {
            RecordFile.WriteJson(Folder.Run(id).FailureFile, failure);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk that failed the run is the one the record would go to.
        }
    }

    /// <summary>Forgets that a run is done, because something it made is gone. What it still has is used again.</summary>
    internal void Reopen(string id) => File.Delete(Folder.Run(id).DoneFile);
}
