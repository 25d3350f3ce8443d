using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Metrics;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Measures a study's own work in this process, in some seconds. Nothing of the study is touched; what is written goes into a folder that is deleted.</summary>
internal sealed class Calibrator(StudyPlan plan, CalibrationRequest request, double stretch = Calibrator.Stretch)
{
    /// <summary>Seconds of training that are compared with those before, to see whether it has settled.</summary>
    public const double Stretch = 0.3;

    // What takes less is done twice and timed the second time: the first time compiles it, and a study does it often.
    private const double Short = 0.5;

    private const int DecodedPairs = 128;

    // More than one batch of the loss, which is where memory peaks.
    private const int TestPairs = 400;
    private const ulong AnySeed = 1;

    // Outputs of models that were trained briefly are a little longer than the targets.
    private const double OutputLength = 1.15;

    // A rate at which a new model neither learns nor breaks.
    private const double SmallRate = 1e-5;

    private readonly string _folder = Directory.CreateTempSubdirectory("headwater-calibration-").FullName;
    private readonly WorkWatch _watch = new(request.ByTheClock);
    private double _ageSeconds;
    private double? _warmUpSeconds;
    private double _waited;

    public Calibration Measure()
    {
        try
        {
            TorchRuntime.Load(plan.Spec.Threads);
            _ageSeconds = _watch.SinceStart;
            double begin = _watch.Now;
            TextTokenizer tokenizer = request.SampleTokenizer();
            double tokenizerSeconds = request.TrainsTokenizer ? _watch.Now - begin : 0;
            begin = _watch.Now;
            (double Bytes, double Tokens)? text = request.SampleText(tokenizer);
            double textSeconds = _watch.Now - begin;
            PretrainingTrial[] pretraining = [.. request.Pretraining.Select(settings => Pretrain(settings, tokenizer))];
            FinetuningTrial[] finetuning = [.. request.Finetuning.Select(settings => Finetune(settings, tokenizer))];
            return new Calibration
            {
                Processor = MachineCache.Processor(),
                Jobs = 1,
                Waited = _waited,
                TokenizerSeconds = tokenizerSeconds,
                BytesPerToken = text?.Bytes / text?.Tokens,
                BytesPerSecond = text?.Bytes / textSeconds,
                Pretraining = [.. pretraining],
                Finetuning = [.. finetuning],
                StartSeconds = _ageSeconds + (_warmUpSeconds ?? 0),
            };
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private PretrainingTrial Pretrain(PretrainingSettings settings, TextTokenizer tokenizer)
    {
        ProcessMemory.ResetPeak();
        using LanguageModel model = ModelConfig.Of(settings.Model, tokenizer.VocabularySize).Create(AnySeed, Devices.Parse(settings.Device), settings.Optimization.PrecisionOrDefault());
        TrainingOptions options = settings.Training(LearningRateSchedule.Constant(SmallRate), steps: 1, AnySeed);
        double save = 0;
        TimedSteps steps = TimedSteps.Of(model, options, number => RandomBatch(settings, tokenizer.VocabularySize, number), stretch, _watch, trainer => save = Seconds(() => trainer.Save(Path.Combine(_folder, "state"))));
        _warmUpSeconds ??= steps.WarmUp;
        _waited = Math.Max(_waited, steps.Waited);
        return new PretrainingTrial
        {
            Model = settings.Model.Name, StepSeconds = steps.Seconds, StepFlops = StepFlops(settings, tokenizer.VocabularySize), SaveSeconds = save, SavedBytes = FolderSize.Of(Path.Combine(_folder, "state")), MemoryBytes = ProcessMemory.Peak(),
        };
    }

    private static double StepFlops(PretrainingSettings settings, int vocabulary) =>
        new ModelCost(ModelConfig.Of(settings.Model, vocabulary)).Training(settings.Batch, PairLengths.Constant(settings.InputLength(), settings.TargetLength())).Total;

    // What is read makes no difference to how long it takes.
    private static TokenBatch RandomBatch(PretrainingSettings settings, int vocabulary, long step)
    {
        SplitMix random = new(SplitMix.Mix(AnySeed, (ulong)step));
        bool isCausal = settings.Objective == PretrainingSpec.Causal;
        int input = settings.InputLength(), target = isCausal ? settings.Sequence : settings.TargetLength();
        int[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => TextTokenizer.Unknown + 1 + random.NextInt32(vocabulary - TextTokenizer.Unknown - 1))];
        return new TokenBatch
        {
            Rows = settings.Batch, InputLength = input, TargetLength = target,
            Inputs = Ids(settings.Batch * input), Targets = Ids(settings.Batch * target), IsCausal = isCausal,
            TargetTokens = settings.Batch * target, RawTokens = (int)settings.TokensPerStep(),
        };
    }

    private FinetuningTrial Finetune(FinetuningSettings settings, TextTokenizer tokenizer)
    {
        ProcessMemory.ResetPeak();
        IReadOnlyList<TextPair> sample = SampleLengths.Of(StudyData.Read(settings.Task.Train));
        ImmutableArray<TextPair> test = [.. StudyData.Read(settings.Task.Test).Take(TestPairs)];
        EncodedPairs pairs = new([], 0, 0);
        double encode = Seconds(() => pairs = PairEncoder.Encode(sample, tokenizer, settings.Task.Encoding())) / sample.Count;
        PairLengths lengths = SampleLengths.Of(pairs);

        using LanguageModel model = ModelConfig.Of(settings.Model, tokenizer.VocabularySize).Create(AnySeed, Devices.Parse(settings.Device), settings.Optimization.PrecisionOrDefault());
        TrainingOptions options = settings.Training(LearningRateSchedule.Constant(SmallRate), steps: 1, AnySeed);
        TimedSteps steps = TimedSteps.Of(model, options, FinetuningBatches.Of(settings, pairs.Pairs), stretch, _watch, _ => { });
        _warmUpSeconds ??= steps.WarmUp;
        _waited = Math.Max(_waited, steps.Waited);

        string saved = Path.Combine(_folder, "model");
        double load = Seconds(() => Checkpoint.SaveModel(saved, model, tokenizer));
        using LanguageModel best = Checkpoint.LoadModel(saved, Devices.Parse(settings.Device));
        load += Seconds(() => Checkpoint.LoadModel(saved, Devices.Parse(settings.Device)).Dispose());
        ImmutableArray<EncodedPair> tested = PairEncoder.Encode(test, tokenizer, settings.Task.Encoding()).Pairs;
        int[][] decoded = [.. tested.Take(DecodedPairs).Select(pair => pair.Input)];
        int longest = Math.Clamp((int)Math.Round(OutputLength * lengths.Target), 1, settings.Task.MaxTarget);
        return new FinetuningTrial
        {
            Model = settings.Model.Name,
            Task = settings.Task.Name,
            Lengths = lengths,
            EncodeSeconds = encode,
            LoadSeconds = load,
            StepSeconds = steps.Seconds,
            LossSeconds = Seconds(() => CrossEntropy.Of(best, tested)) / tested.Length,
            DecodeSeconds = Seconds(() => Generation.Generate(best, decoded, new GenerationOptions { MaxLength = longest })) / decoded.Length,
            ScoreSeconds = Seconds(() => Score(test)) / test.Length,
            SavedBytes = FolderSize.Of(saved),
            MemoryBytes = ProcessMemory.Peak(),
        };
    }

    // The sources stand for what a model would say.
    private static void Score(ImmutableArray<TextPair> test)
    {
        string[] hypotheses = [.. test.Select(pair => pair.Source)];
        string[] references = [.. test.Select(pair => pair.Target)];
        BootstrapError.Of(Bleu.Segments(hypotheses, [references]), seed: AnySeed);
        BootstrapError.Of(Chrf.Segments(hypotheses, [references]), seed: AnySeed);
    }

    private double Seconds(Action work) => Once(work) is var first && first < Short ? Once(work) : first;

    private double Once(Action work)
    {
        double begin = _watch.Now;
        work();
        return _watch.Now - begin;
    }
}
