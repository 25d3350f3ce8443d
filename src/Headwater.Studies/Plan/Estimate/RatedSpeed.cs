namespace Headwater.Studies;

/// <summary>By one rate of FLOPs a second for everything that a model does.</summary>
/// <param name="FlopsPerSecond">Of one run.</param>
/// <param name="Vocabulary">Ids of the tokenizer.</param>
/// <param name="OwnBytes">Memory of a process beside its model.</param>
/// <param name="Text">How the study's text is cut; null to go by what the plan assumed of it.</param>
/// <param name="Source">Where the rate is from, in words.</param>
internal sealed record RatedSpeed(double FlopsPerSecond, int Vocabulary, long OwnBytes, CountedText? Text, string Source) : WorkSpeed(Source)
{
    // Of what a thread reaches in matrix products, training reached 37 to 64% in the quickstart (width 64) and multi30k (width 128) studies on a cloud Xeon.
    private const double TrainedShare = 0.45;

    // A thread of such a processor, where no process has measured this one.
    private const double CpuThread = 60e9;
    private const double Cuda = 5e12;

    // Tokens of a sentence.
    private const double AssumedLength = 25;

    // Reading data and model, decoding, writing the result.
    private const double FinetuningOverhead = 0.5;

    public static RatedSpeed Assumed(StudyPlan plan, double? matrixRate, CountedText? text)
    {
        if (plan.Device != "cpu")
            return new RatedSpeed(Cuda, plan.VocabularyOrAsked, 0, text, FormattableString.Invariant($"assumed for {plan.Device}, {Cuda / 1e9:F0} GFLOP/s a run"));
        double speed = TrainedShare * matrixRate ?? CpuThread * plan.Spec.Threads;
        return new RatedSpeed(speed, plan.VocabularyOrAsked, ModelCost.ProgramBytes, text, matrixRate is { } rate
            ? FormattableString.Invariant($"assumed: {100 * TrainedShare:F0}% of the {rate / 1e9:F0} GFLOP/s that a run reaches in matrix products here")
            : FormattableString.Invariant($"assumed for {plan.Device}, {speed / 1e9:F0} GFLOP/s a run"));
    }

    public static RatedSpeed Of(DeviceNumbers device, StudyPlan plan, CountedText? text)
    {
        bool narrow = plan.Spec.Finetuning.Optimization.Precision is not null;
        return new RatedSpeed(device.Rate(narrow), plan.VocabularyOrAsked, 0, text, FormattableString.Invariant(
            $"assumed for {device.Name}: {100 * DeviceNumbers.Share:F0}% of {device.Rate(narrow) / DeviceNumbers.Share / 1e12:0.#} TFLOP/s ({device.Source}); small models reach less"));
    }

    public override JobCost Cost(Job job) => job.Settings switch
    {
        PretrainingSettings or EvaluationSettings => Trained(base.Cost(job)),
        FinetuningSettings settings => Trained(Text?.Lengths.GetValueOrDefault(settings.Task.Name) is { } lengths ? FinetuningCost.Of(settings, lengths, Vocabulary) : base.Cost(job)),
        CorpusSettings when Text?.BytesPerToken is double bytes => base.Cost(job) with { DiskBytes = (long)(job.TextBytes / bytes * CorpusCost.BytesPerId(Vocabulary)) },
        _ => base.Cost(job),
    };

    public override double Seconds(Job job, JobCost cost) => job.Settings switch
    {
        TokenizerSettings settings => settings.Load is null ? cost.TextBytes / AssumedTokenizerTraining : LightJob,
        CorpusSettings => cost.TextBytes / AssumedTokenising,
        FinetuningSettings or EvaluationSettings => FinetuningOverhead + cost.Flops.Total / FlopsPerSecond,
        PretrainingSettings => cost.Flops.Total / FlopsPerSecond,
        MeasuresSettings => MeasuresOverhead,
        _ => LightJob,
    };

    public override double ValidationDecodingSeconds(FinetuningSettings settings)
    {
        JobCost with = FinetuningCost.Of(settings, LengthsOf(settings), Vocabulary);
        JobCost without = FinetuningCost.Of(settings with { ValidationExamples = null }, LengthsOf(settings), Vocabulary);
        return (with.Flops.Total - without.Flops.Total) / FlopsPerSecond;
    }

    // Where nothing is counted yet, any length will do: only for the share that decoding takes.
    private PairLengths LengthsOf(FinetuningSettings settings) => Text?.Lengths.GetValueOrDefault(settings.Task.Name) ?? PairLengths.Constant(AssumedLength, AssumedLength);

    // Finished models have their tokenizer beside them; runs have their records.
    private JobCost Trained(JobCost cost) => cost with { MemoryBytes = cost.MemoryBytes + OwnBytes, DiskBytes = cost.DiskBytes + RecordBytes };
}
