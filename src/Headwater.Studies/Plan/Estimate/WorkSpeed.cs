namespace Headwater.Studies;

/// <summary>How long jobs take on a device, and where that is known from.</summary>
internal abstract record WorkSpeed(string Source)
{
    // Text passes at such rates where nothing was measured: single threads on cloud processors, in bytes a second.
    protected const double AssumedTokenising = 8e6;
    protected const double AssumedTokenizerTraining = 6e6;

    // Bookkeeping of a job that only reads and writes small files.
    protected const double LightJob = 0.05;

    // metrics.jsonl, run.json and result.json of a run.
    protected const long RecordBytes = 30_000;

    // Forgetting and its like: a pass over some hundred sequences by two models.
    protected const double MeasuresOverhead = 1;

    // Reading data and model, and writing the result.
    protected const double EvaluationOverhead = 0.5;

    /// <summary>What a process takes before its first training step.</summary>
    public virtual double StartSeconds => 2;

    /// <summary>What the job is, as far as it is known better than when it was planned.</summary>
    public virtual JobCost Cost(Job job) => new()
    {
        Steps = job.Steps, Tokens = job.Tokens, Flops = job.Work, MemoryBytes = job.MemoryBytes, DiskBytes = job.DiskBytes, TextBytes = job.TextBytes,
    };

    /// <summary>Wall seconds of the whole job.</summary>
    public abstract double Seconds(Job job, JobCost cost);

    /// <summary>Of these seconds, what decoding validation examples takes, to choose checkpoints by a metric.</summary>
    public abstract double ValidationDecodingSeconds(FinetuningSettings settings);
}

/// <summary>By what was measured of the study's own shapes on this machine.</summary>
internal sealed record CalibratedSpeed(Calibration Calibration, int Vocabulary) : WorkSpeed(
    FormattableString.Invariant($"measured on this machine, {Calibration.Jobs} at a time ({Calibration.Processor}{(Calibration.WasBusy ? "; it was busy, so without the waiting" : "")})"))
{
    public override double StartSeconds => Calibration.StartSeconds;

    public override JobCost Cost(Job job) => job.Settings switch
    {
        PretrainingSettings settings when Calibration.Of(settings) is { } trial => PretrainingCost.Of(settings, Vocabulary) with
        {
            MemoryBytes = trial.MemoryBytes,
            DiskBytes = settings.Checkpoints.Length * trial.SavedBytes + 2 * RecordBytes,
        },
        FinetuningSettings settings when Calibration.Of(settings) is { } trial => Finetuning(settings, trial),
        EvaluationSettings => base.Cost(job) with { MemoryBytes = job.MemoryBytes + ModelCost.ProgramBytes, DiskBytes = job.DiskBytes + RecordBytes },
        CorpusSettings when Calibration.BytesPerToken is double bytes => base.Cost(job) with { DiskBytes = (long)(job.TextBytes / bytes * CorpusCost.BytesPerId(Vocabulary)) },
        _ => base.Cost(job),
    };

    public override double Seconds(Job job, JobCost cost) => job.Settings switch
    {
        TokenizerSettings settings => settings.Load is null ? TokenizerSeconds(cost) : LightJob,
        CorpusSettings => cost.TextBytes / (Calibration.BytesPerSecond ?? AssumedTokenising),
        PretrainingSettings settings when Calibration.Of(settings) is { } trial => cost.Steps * trial.StepSeconds + settings.Checkpoints.Length * trial.SaveSeconds,
        FinetuningSettings settings when Calibration.Of(settings) is { } trial => Seconds(settings, trial),
        EvaluationSettings settings => EvaluationOverhead + cost.Flops.Total / Calibration.FlopsPerSecond(settings.Model.Name),
        MeasuresSettings => MeasuresOverhead,
        _ => LightJob,
    };

    public override double ValidationDecodingSeconds(FinetuningSettings settings) => settings.Decoded() * (Calibration.Of(settings)?.DecodeSeconds ?? 0);

    private JobCost Finetuning(FinetuningSettings settings, FinetuningTrial trial)
    {
        JobCost cost = FinetuningCost.Of(settings, trial.Lengths, Vocabulary);
        return cost with { MemoryBytes = trial.MemoryBytes, DiskBytes = cost.DiskBytes + trial.SavedBytes - new ModelCost(ModelConfig.Of(settings.Model, Vocabulary)).ModelBytes + RecordBytes };
    }

    private static double Seconds(FinetuningSettings settings, FinetuningTrial trial)
    {
        TaskSettings task = settings.Task;
        int pairs = (settings.Examples ?? task.Train.Count) + task.Validation.Count + task.Test.Count;
        return trial.LoadSeconds + pairs * trial.EncodeSeconds + settings.Steps * trial.StepSeconds
            + ((double)settings.Validations() * task.Validation.Count + task.Test.Count) * trial.LossSeconds + settings.Decoded() * trial.DecodeSeconds
            + task.Test.Count * (trial.DecodeSeconds + trial.ScoreSeconds);
    }

    // Counting pieces grows with the text, merging them with the vocabulary: the sample that was measured had as many merges.
    private double TokenizerSeconds(JobCost cost) => Calibration.TokenizerSeconds + Math.Max(0, cost.TextBytes - CalibrationRequest.SampleBytes) / AssumedTokenizerTraining;
}
