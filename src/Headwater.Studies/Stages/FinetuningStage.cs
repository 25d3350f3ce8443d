using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Finetunes one model, keeps its best checkpoint by validation loss, and evaluates that on the test set.</summary>
internal sealed class FinetuningStage(JobContext context, FinetuningSettings settings)
{
    private const int LogLines = 50;

    // Beyond twice the longest target seen in validation, a greedy decoder only repeats itself.
    private const int LongestOutputFactor = 2;

    private readonly ComputeDevice _device = Devices.Parse(settings.Device);
    private readonly double _learningRate = settings.LearningRate ?? context.Store.Result<RateResult>(settings.Rate!).LearningRate;

    public FinetuningResult Run()
    {
        TorchRuntime.Load(settings.Threads);
        TextTokenizer tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);
        EncodedPairs train = Encode(Subset(StudyData.Read(settings.Task.Train)), tokenizer);
        EncodedPairs validation = Encode(StudyData.Read(settings.Task.Validation), tokenizer);
        FinetunedModel best = Train(train.Pairs, validation.Pairs, tokenizer);

        context.Progress(new JobProgress(settings.Steps, settings.Steps) { Activity = "evaluating on the test set" });
        using T5Model model = Checkpoint.LoadModel(context.Run.BestCheckpoint, _device);
        int longest = Math.Min(settings.Task.MaxTarget, LongestOutputFactor * validation.Pairs.Max(pair => pair.Target.Length));
        TestEvaluation evaluation = new(context, tokenizer, settings.Task, Seeds.Of(settings.Seed, Seeds.Bootstrap), longest);
        return new FinetuningResult
        {
            Parameters = model.Config.ParameterCount,
            ParametersWithoutEmbeddings = model.Config.ParameterCountWithoutEmbeddings,
            LearningRate = _learningRate,
            Examples = train.Pairs.Length,
            FinetuningTokens = train.Pairs.Sum(pair => (long)pair.Input.Length + pair.Target.Length),
            BestStep = best.Step,
            ValidationLoss = best.ValidationLoss,
            Scores = evaluation.Run(model),
            Seconds = best.Seconds + evaluation.Seconds,
            Warnings = [.. best.Warnings, .. Cuts(train, "training"), .. Cuts(validation, "validation"), .. evaluation.Warnings],
        };
    }

    private FinetunedModel Train(ImmutableArray<EncodedPair> train, ImmutableArray<EncodedPair> validation, TextTokenizer tokenizer)
    {
        string outcome = context.Run.BestCheckpoint + ".json";
        if (File.Exists(outcome))
            return RecordFile.ReadJson<FinetunedModel>(outcome);

        FinetuningStream stream = new(train, settings.Batch, Seeds.Of(settings.Seed, Seeds.FinetuningOrder));
        SavedStates states = new(context.Run);
        TrainingStart start = new()
        {
            From = states.Latest(),
            Begin = () => Begin(tokenizer),
            Device = _device,
            Validate = model => CrossEntropy.Mean(CrossEntropy.Of(model, validation)), // whole or not at all: a state is saved after it
        };
        using TrainingSession session = new(context, Options(), start);
        ImmutableArray<string> warnings = TrainToTheEnd(session, stream);
        if (!session.RestoreBest())
            throw new InvalidOperationException($"no validation loss was a number in {settings.Steps} steps. Lower finetuning.learning-rate.");

        Checkpoint.SaveModel(context.Run.BestCheckpoint, session.Model, tokenizer);
        FinetunedModel best = new(session.State.BestStep!.Value, session.State.BestLoss!.Value, session.Seconds, warnings);
        RecordFile.WriteJson(outcome, best);
        states.DeleteAll();
        return best;
    }

    // A rate that is too high may diverge after it was useful: the best model so far then stands, as it would have without the rest.
    private static ImmutableArray<string> TrainToTheEnd(TrainingSession session, FinetuningStream stream)
    {
        try
        {
            session.Run(stream.Batch);
            return [];
        }
        catch (TrainingDivergedException exception) when (session.State.BestStep is not null)
        {
            return [$"training diverged and the best model before that was kept: {exception.Message}"];
        }
    }

    private T5Model Begin(TextTokenizer tokenizer) => settings switch
    {
        { Weights: { } weights } => StartingModel.Load(weights, _device),
        { Pretraining: { } run } => Checkpoint.LoadModel(context.Folder.Run(run).Checkpoint(settings.Checkpoint), _device),
        _ => new T5Model(ModelConfig.Of(settings.Model, tokenizer.VocabularySize), Seeds.Of(settings.Seed, Seeds.Initialisation), _device),
    };

    private TrainingOptions Options() => new()
    {
        Schedule = settings.WarmUp is int warmUp
            ? LearningRateSchedule.InverseSquareRoot(_learningRate, warmUp)
            : LearningRateSchedule.Constant(_learningRate),
        Steps = settings.Steps,
        ClipNorm = settings.Clip,
        Dropout = settings.Dropout,
        LabelSmoothing = settings.LabelSmoothing,
        ZLoss = settings.ZLoss ?? 0,
        Seed = Seeds.Of(settings.Seed, Seeds.FinetuningDropout),
        ValidateEvery = settings.ValidateEvery,
        LogEvery = context.Options.LogEvery ?? Math.Max(1, settings.Steps / LogLines),
    };

    // The first pairs of one shuffle, so that a larger subset holds the smaller ones.
    private IEnumerable<TextPair> Subset(ImmutableArray<TextPair> pairs)
    {
        Permutation order = new(pairs.Length, Seeds.Of(settings.Seed, Seeds.Subset));
        return Enumerable.Range(0, settings.Examples ?? pairs.Length).Select(place => pairs[(int)order[place]]);
    }

    private EncodedPairs Encode(IEnumerable<TextPair> pairs, TextTokenizer tokenizer) => PairEncoder.Encode(pairs, tokenizer, settings.Task.Encoding());

    private static IEnumerable<string> Cuts(EncodedPairs pairs, string set) => pairs.TruncatedInputs + pairs.TruncatedTargets == 0 ? [] :
        [$"{pairs.TruncatedInputs} sources and {pairs.TruncatedTargets} targets of the {set} set were cut to max-source and max-target."];
}

/// <summary>What training left: written beside the best checkpoint, so that an interrupted evaluation does not train again.</summary>
internal sealed record FinetunedModel(long Step, double ValidationLoss, double Seconds, ImmutableArray<string> Warnings);
