using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Trains one trajectory and keeps a checkpoint at every token count that was asked for. What an earlier attempt left is used.</summary>
internal sealed class PretrainingStage(JobContext context, PretrainingSettings settings)
{
    private const int LogLines = 200;

    public PretrainingResult Run()
    {
        TorchRuntime.Load(settings.Threads);
        using PretrainingText text = new(context.Store, settings);
        LanguageModelConfig config = settings.From is { } from ? Checkpoint.LoadConfig(from.Path!) : ModelConfig.Of(settings.Model, text.Tokenizer.VocabularySize);
        double seconds = Train(text, config);
        return new PretrainingResult
        {
            Parameters = config.ParameterCount,
            ParametersWithoutEmbeddings = config.ParameterCountWithoutEmbeddings,
            Checkpoints = [.. settings.Checkpoints.Select(tokens => Describe(text, config, tokens))],
            LearningRate = settings.LearningRate,
            Seconds = seconds,
            Warnings = Repeats(text.Stream),
        };
    }

    private double Train(PretrainingText text, LanguageModelConfig config)
    {
        ImmutableArray<long> missing = [.. settings.Checkpoints.Where(tokens => !Directory.Exists(context.Run.Checkpoint(tokens)))];
        if (missing.IsEmpty)
        {
            context.Meter.AddEarlier(MetricsLog.Last(context.Run.MetricsFile));
            return Branches.Seconds(context, settings);
        }

        if (settings.HasBranches())
            return new Branches(context, settings, from => Start(config, from), Options) { BeforeCheckpoint = tokens => Record(text, config, tokens) }.Train(text, missing);

        ImmutableDictionary<long, long> requested = missing.ToImmutableDictionary(settings.StepOf);
        long lastKept = Kept().Select(state => state.Step).DefaultIfEmpty().Max();
        long end = requested.Keys.Max();
        TrainingStart start = Start(config, LatestBefore(requested.Keys.Min())) with
        {
            Logs = end > lastKept,                          // a count added in between repeats steps that are already in the log
        };

        TrainingSession? session = null;
        using (session = new TrainingSession(context, Options(end), start) { AtStep = step => Keep(session!, requested, step, tokens => Record(text, config, tokens)) })
        {
            session.Run(text.Stream.Batch);
            new SavedStates(context.Run.ResumeFolder).DeleteAll();
            return session.Seconds;
        }
    }

    private TrainingStart Start(LanguageModelConfig config, SavedState? from)
    {
        ComputeDevice device = Devices.Parse(settings.Device);
        Precision precision = settings.Optimization.PrecisionOrDefault();
        return new TrainingStart
        {
            From = from,
            Begin = () => settings.From is { } first ? StartingModel.Load(first, device, precision) : config.Create(Seeds.Of(settings.Seed, Seeds.Initialisation), device, precision),
            Device = device,
            Precision = precision,
        };
    }

    private TrainingOptions Options(long steps) => settings.Training(
        settings.Optimization.Schedule(ScheduleNames.InverseSquareRoot, settings.LearningRate, settings.WarmUp, settings.ScheduleSteps ?? steps),
        steps, Seeds.Of(settings.Seed, Seeds.PretrainingDropout)) with
    {
        LogEvery = context.Options.LogEvery ?? Math.Max(1, steps / LogLines),
    };

    private void Keep(TrainingSession session, ImmutableDictionary<long, long> requested, long step, Action<long> before)
    {
        if (!requested.TryGetValue(step, out long tokens))
            return;
        before(tokens);
        session.Save(context.Run.Checkpoint(tokens));
    }

    private void Record(PretrainingText text, LanguageModelConfig config, long tokens)
    {
        Directory.CreateDirectory(context.Run.CheckpointsFolder);
        RecordFile.WriteJson(context.Run.CheckpointFile(tokens), Describe(text, config, tokens));
    }

    private SavedState? LatestBefore(long step) => Kept().Append(new SavedStates(context.Run.ResumeFolder).Latest(step)).OfType<SavedState>()
        .Where(state => state.Step <= step).MaxBy(state => state.Step);

    // Checkpoints of this trajectory, also those that a study file no longer asks for.
    private IEnumerable<SavedState> Kept() => !Directory.Exists(context.Run.CheckpointsFolder) ? [] : Directory
        .EnumerateDirectories(context.Run.CheckpointsFolder)
        .Select(folder => long.TryParse(Path.GetFileName(folder), out long tokens) ? new SavedState(settings.StepOf(tokens), folder) : null)
        .OfType<SavedState>();

    private PretrainingCheckpoint Describe(PretrainingText text, LanguageModelConfig config, long tokens)
    {
        long step = settings.StepOf(tokens);
        double inputs = (double)step * settings.Batch * settings.InputLength();
        double targets = (double)step * settings.Batch * settings.TargetLength();
        ImmutableSortedDictionary<string, CorpusUse> used = text.StreamOf(tokens).UsedAfter(step);
        return new PretrainingCheckpoint
        {
            Requested = tokens,
            Tokens = step * text.Stream.RawTokensPerStep,
            Step = step,
            UniqueTokens = used.Values.Sum(use => use.UniqueTokens),
            Compute = new ModelCost(config).Compute(inputs, targets),
            CorpusTokens = used.ToImmutableSortedDictionary(use => use.Key, use => use.Value.Tokens, StringComparer.Ordinal),
            EffectiveTokens = used.Values.Sum(use => use.EffectiveTokens),
            Epochs = used.ToImmutableSortedDictionary(use => use.Key, use => use.Value.Epochs, StringComparer.Ordinal),
        };
    }

    private ImmutableArray<string> Repeats(PretrainingStream stream) => [.. stream.UsedAfter(settings.LastStep())
        .Where(use => use.Value.Epochs > 1)
        .Select(use => FormattableString.Invariant($"the corpus {use.Key} was read {use.Value.Epochs:0.##} times; {use.Value.Tokens} tokens from {use.Value.UniqueTokens} unique tokens are worth about {use.Value.EffectiveTokens:0} unique tokens (Muennighoff et al. 2023)."))];
}
