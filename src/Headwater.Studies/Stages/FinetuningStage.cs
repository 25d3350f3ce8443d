using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Finetunes one model, keeps its best checkpoints by validation loss and by each metric, and evaluates each metric on its own.</summary>
internal sealed class FinetuningStage(JobContext context, FinetuningSettings settings)
{
    private const int LogLines = 50;

    private readonly ComputeDevice _device = Devices.Parse(settings.Device);
    private readonly double _learningRate = settings.LearningRate ?? context.Store.Result<RateResult>(settings.Rate!).LearningRate;

    public FinetuningResult Run()
    {
        TorchRuntime.Load(settings.Threads);
        TextTokenizer tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);
        (EncodedPairs train, EncodedPairs validation) = Encode(tokenizer);
        FinetunedModel trained = Train(train.Pairs, validation.Pairs, tokenizer);

        context.Progress(new JobProgress(settings.Steps, settings.Steps) { Activity = "evaluating on the test set" });
        using ChosenModels models = new(context.Run, trained.Course, _device);
        using RunMeter.Stretch evaluating = context.Meter.Spend(WorkKind.Evaluation);
        int longest = DecodingSpec.LongestOutput(settings.Task.MaxTarget, validation);
        ulong seed = Seeds.Of(settings.Seed, Seeds.Bootstrap);
        ITestEvaluation evaluation = settings.Task.Answers is null
            ? new TestEvaluation(context, tokenizer, settings.Task, seed, longest)
            : new AnswerEvaluation(context, tokenizer, settings.Task, seed, longest);
        ImmutableArray<RunScore> scores = [.. evaluation.Run(models).Select(score => score with { Step = models.StepOf(score.Metric), Converged = trained.Course.For(score.Metric).Converged })];
        LanguageModelConfig config = Checkpoint.LoadConfig(context.Run.BestCheckpoint);
        return new FinetuningResult
        {
            Parameters = config.ParameterCount,
            ParametersWithoutEmbeddings = config.ParameterCountWithoutEmbeddings,
            LearningRate = _learningRate,
            Examples = settings.Examples ?? settings.Task.Train.Count,
            FinetuningTokens = train.Pairs.Sum(pair => (long)pair.Input.Length + pair.Target.Length),
            ReplayTokens = trained.ReplayTokens,
            BestStep = trained.Step,
            ValidationLoss = trained.ValidationLoss,
            Scores = scores,
            Course = trained.Course,
            Outputs = evaluation.Outputs,
            Seconds = trained.Seconds + evaluation.Seconds,
            Warnings = [.. trained.Warnings, .. settings.Task.Cuts(train, "training", "."), .. settings.Task.Cuts(validation, "validation", "."), .. evaluation.Warnings],
        };
    }

    private (EncodedPairs Train, EncodedPairs Validation) Encode(TextTokenizer tokenizer)
    {
        using RunMeter.Stretch tokenizing = context.Meter.Spend(WorkKind.Tokenizing);
        return (settings.Task.ForTraining(tokenizer, Subset), settings.Task.HeldOut(settings.Task.Validation, tokenizer));
    }

    private FinetunedModel Train(ImmutableArray<EncodedPair> train, ImmutableArray<EncodedPair> validation, TextTokenizer tokenizer)
    {
        string outcome = context.Run.BestCheckpoint + ".json";
        if (File.Exists(outcome) && Directory.Exists(context.Run.BestCheckpoint))
        {
            context.Meter.AddEarlier(MetricsLog.Last(context.Run.MetricsFile));
            return RecordFile.ReadJson<FinetunedModel>(outcome);
        }

        SavedStates states = new(context.Run.ResumeFolder);
        TrainingStart start = new()
        {
            From = states.Latest(),
            Begin = () => Begin(tokenizer),
            Device = _device,
            Precision = Narrow,
            Validate = model => CrossEntropy.Mean(CrossEntropy.Of(model, validation)), // whole or not at all: a state is saved after it
            Score = settings.DecodedExamples() is > 0 and int most ? new ValidationScoring(tokenizer, settings.Task, validation, most, CancellationToken.None).Function(narrow: Narrow != Precision.Float32) : null,
        };
        using ReplayText? replay = settings.Replay is { } replayed ? new ReplayText(context.Store, replayed, settings.Tokenizer, settings.Seed) : null;
        using TrainingSession session = new(context, Options(), start);
        Func<long, TokenBatch> batches = FinetuningBatches.Of(settings, train);
        ImmutableArray<string> warnings = TrainToTheEnd(session, replay?.Into(batches) ?? batches);
        if (session.State.BestStep is null)
            throw new InvalidOperationException($"the validation loss was NaN or infinite in all {settings.Steps} steps. Lower finetuning.learning-rate.");

        FinetuningCourse course = FinetuningCourse.Of(session.State, session.StoppedEarly, settings);
        SaveModels(session, course, tokenizer);
        FinetunedModel trained = new(session.State.BestStep!.Value, session.State.BestLoss!.Value, session.Seconds, warnings, course) { ReplayTokens = replay?.TokensAfter(session.State.Step) };
        RecordFile.WriteJson(outcome, trained);
        states.DeleteAll();
        return trained;
    }

    private void SaveModels(TrainingSession session, FinetuningCourse course, TextTokenizer tokenizer)
    {
        using ChosenModels models = new(context.Run, course, _device);
        foreach (long step in models.Steps)
        {
            if (course.ChosenBy != CheckpointChoice.Last)
                session.Restore(step);
            Checkpoint.SaveModel(models.Folder(step), session.Model, tokenizer);
        }
    }

    // A rate that is too high may diverge after it was useful: the best model so far then stands, as it would have without the rest.
    private static ImmutableArray<string> TrainToTheEnd(TrainingSession session, Func<long, TokenBatch> batches)
    {
        try
        {
            session.Run(batches);
            return session.Warnings;
        }
        catch (TrainingDivergedException exception) when (session.State.BestStep is not null)
        {
            return [.. session.Warnings, $"training diverged; the best earlier model was kept: {exception.Message}"];
        }
    }

    private LanguageModel Begin(TextTokenizer tokenizer) => settings switch
    {
        { Weights: { } weights } => StartingModel.Load(weights, _device, Narrow),
        { Pretraining: { } run } => Checkpoint.LoadModel(context.Folder.Run(run).Checkpoint(settings.Checkpoint), _device, Narrow),
        _ => ModelConfig.Of(settings.Model, tokenizer.VocabularySize).Create(Seeds.Of(settings.Seed, Seeds.Initialisation), _device, Narrow),
    };

    private Precision Narrow => settings.Optimization.PrecisionOrDefault();

    private LearningRateSchedule Schedule => settings.Optimization.Schedule(
        settings.WarmUp is null ? ScheduleNames.Constant : ScheduleNames.InverseSquareRoot, _learningRate, settings.WarmUp ?? 1, settings.Steps);

    private TrainingOptions Options() => settings.Training(Schedule, settings.Steps, Seeds.Of(settings.Seed, Seeds.FinetuningDropout)).WithValidation(settings) with
    {
        LogEvery = context.Options.LogEvery ?? Math.Max(1, settings.Steps / LogLines),
    };

    // The first places of one shuffle, so that a larger subset holds the smaller ones.
    private IEnumerable<int> Subset(int count)
    {
        Permutation order = new(count, Seeds.Of(settings.Seed, Seeds.Subset));
        return Enumerable.Range(0, settings.Examples ?? count).Select(place => (int)order[place]);
    }
}

/// <summary>What training left: written beside the best checkpoints, so that an interrupted evaluation does not train again.</summary>
internal sealed record FinetunedModel(long Step, double ValidationLoss, double Seconds, ImmutableArray<string> Warnings, FinetuningCourse Course)
{
    /// <summary>Raw corpus tokens of pretraining text in between; null without replay.</summary>
    public long? ReplayTokens { get; init; }
}
