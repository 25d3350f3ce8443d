using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What a report tells of a study beside its observations: the runs, their learning curves, what failed and what to mind.</summary>
public sealed record StudySummary
{
    public required StudyPlan Plan { get; init; }

    public required ImmutableArray<RunSummary> Runs { get; init; }

    public required ImmutableArray<PairedComparison> Comparisons { get; init; }

    /// <summary>What the runs, taken together, say against the study's settings.</summary>
    public ImmutableArray<string> Cautions => StudyCautions.Of(Runs);

    /// <summary>What was expected of the finished runs, and what they took; null where none is finished.</summary>
    public PlanActuals? Actuals { get; init; }

    /// <summary>Pretrainings that <c>run --until decided</c> stopped and that were not continued since.</summary>
    public ImmutableArray<StoppedRun> Stopped { get; init; } = [];

    /// <summary>Machines the runs were made on: system, processor and cores.</summary>
    public required ImmutableArray<string> Machines { get; init; }

    /// <exception cref="FileNotFoundException">Nothing was run there.</exception>
    public static StudySummary Of(StudyFolder folder)
    {
        StudyPlan plan = folder.ReadPlan();
        RunStore store = new(folder);
        return new StudySummary
        {
            Plan = plan,
            Runs = [.. plan.Jobs.Select(job => RunSummary.Of(job, store))],
            Comparisons = PairedComparison.Of(plan, store),
            Actuals = PlanActuals.Of(plan, store),
            Stopped = StoppedRun.Still(store),
            Machines = [.. plan.Jobs.Select(job => folder.Run(job.Id).RecordFile).Where(File.Exists).Select(RecordFile.ReadJson<RunRecord>)
                .Select(record => $"{record.System}, {record.Processor}, {record.Cores} cores").Distinct().Order(StringComparer.Ordinal)],
        };
    }
}

/// <summary>One run for the report's table.</summary>
public sealed record RunSummary
{
    public required string Id { get; init; }

    public required Stage Stage { get; init; }

    public required string Label { get; init; }

    public required JobState State { get; init; }

    /// <summary>Tokens seen in training; of a corpus, the tokens it holds.</summary>
    public long? Tokens { get; init; }

    /// <summary>Wall time in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>The last training loss, in nats per target token.</summary>
    public double? Loss { get; init; }

    /// <summary>The learning curve, as logged.</summary>
    public required ImmutableArray<MetricsLine> Curve { get; init; }

    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The result of a finished run.</summary>
    public RunResult? Result { get; init; }

    internal static RunSummary Of(Job job, RunStore store)
    {
        RunResult? result = store.IsDone(job) ? ReadResult(job, store) : null;
        ImmutableArray<MetricsLine> curve = job.Trains ? CurveOf(job, store) : [];
        return new RunSummary
        {
            Id = job.Id,
            Stage = job.Stage,
            Label = job.Label,
            State = store.State(job),
            Tokens = (result as CorpusResult)?.Tokens ?? curve.LastOrDefault()?.Tokens,
            Seconds = result?.Seconds,
            Loss = curve.LastOrDefault(line => line.Loss is not null)?.Loss,
            Curve = curve,
            Warnings = result?.Warnings ?? [],
            Failure = store.Failure(job.Id)?.Reason,
            Result = result,
        };
    }

    // Of a mixture in stages, its trunk and the branch of the largest token count.
    private static ImmutableArray<MetricsLine> CurveOf(Job job, RunStore store) => job.Settings is not PretrainingSettings { Trunk: { } trunk } settings ? MetricsLog.Read(store.Folder.Run(job.Id).MetricsFile)
        :
        [
            .. MetricsLog.Read(store.Folder.Run(trunk).MetricsFile).Where(line => line.Step <= settings.BranchStart(settings.Checkpoints.Max())),
            .. MetricsLog.Read(store.Folder.Run(job.Id).BranchMetricsFile(settings.Checkpoints.Max())),
        ];

    private static RunResult ReadResult(Job job, RunStore store) => job.Stage switch
    {
        Stage.Tokenizer => store.Result<TokenizerResult>(job.Id),
        Stage.Corpus => store.Result<CorpusResult>(job.Id),
        Stage.Pretraining => store.Result<PretrainingResult>(job.Id),
        Stage.Rate => store.Result<RateResult>(job.Id),
        Stage.Evaluation => store.Result<EvaluationResult>(job.Id),
        Stage.Measures => store.Result<MeasuresResult>(job.Id),
        _ => store.Result<FinetuningResult>(job.Id),
    };
}
