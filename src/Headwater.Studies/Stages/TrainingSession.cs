using System.Collections.Immutable;
using System.Diagnostics;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// One attempt at a training run: begins again or continues from a saved state, logs, saves itself from time to time and when it is asked to stop.
/// Saving reads the trainer and changes nothing, so the result does not depend on when it happens.
/// </summary>
internal sealed class TrainingSession : IDisposable
{
    private const long MostStepsWatched = 1_000_000;

    private readonly JobContext _context;
    private readonly SavedStates _states;
    private readonly LanguageModel? _begun;
    private readonly Trainer _trainer;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stopwatch _sinceSave = Stopwatch.StartNew();
    private readonly double _secondsBefore;
    private readonly Lazy<double?> _machine;
    private readonly TrainingStart _start;
    private readonly string _metricsFile;
    private readonly EventFile? _events;
    private readonly List<string> _warnings = [];
    private double _flops;

    public TrainingSession(JobContext context, TrainingOptions options, TrainingStart start)
    {
        _context = context;
        _machine = new Lazy<double?>(() => start.Device == ComputeDevice.Cpu ? MatrixRate.Measured() : null);
        _start = start;
        _states = start.States ?? new SavedStates(context.Run.ResumeFolder);
        _metricsFile = start.MetricsFile ?? context.Run.MetricsFile;
        SavedStates.DeleteHalfWritten([context.Run.CheckpointsFolder, context.Run.ResumeFolder, context.Run.TrunkFolder, .. start.States?.Folder is { } own ? [own] : (string[])[]]);
        if (start.Logs)
            MetricsLog.Truncate(_metricsFile, start.From?.Step ?? 0);
        MetricsLine? before = MetricsLog.Last(_metricsFile);
        _secondsBefore = before?.Seconds ?? 0;
        _flops = before?.Flops ?? 0;
        context.Meter.AddEarlier(before);
        _events = context.Options.TensorBoard && start.Logs
            ? EventFile.Begin(context.Run.EventsFolder, Path.GetFileNameWithoutExtension(_metricsFile), MetricsLog.Read(_metricsFile))
            : null;

        long stride = Math.Max(1, options.Steps / MostStepsWatched);
        TrainingOptions watched = options with { CheckpointSteps = [.. Steps(stride, options.Steps)] };
        TrainingCallbacks callbacks = new() { OnLog = OnLog, OnValidation = OnValidation, OnCheckpoint = OnStep, OnMemoryShort = OnMemoryShort, Validate = start.Validate is null ? null : Validate, Score = start.Score is null ? null : Score };
        if (start.From is { } from)
        {
            _trainer = Trainer.Resume(from.Folder, watched, callbacks, start.Device, start.Precision);
        }
        else
        {
            _begun = start.Begin();
            _trainer = new Trainer(_begun, watched, callbacks);
        }
    }

    /// <summary>Called after every step with the steps done.</summary>
    public Action<long>? AtStep { get; init; }

    public TrainerState State => _trainer.State;

    public LanguageModel Model => _trainer.Model;

    /// <summary>What a reader of the result should know.</summary>
    public ImmutableArray<string> Warnings => [.. _warnings];

    /// <summary>Wall time over all attempts.</summary>
    public double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Trains to the end, or saves itself and throws when it is asked to stop.</summary>
    public void Run(Func<long, TokenBatch> data)
    {
        try
        {
            using RunMeter.Stretch training = _context.Meter.Spend(WorkKind.Training);
            _trainer.Run(data, _context.Token);
        }
        catch (OperationCanceledException)
        {
            SaveState();
            throw;
        }
    }

    /// <summary>Writes the state under another name, for good.</summary>
    public void Save(string folder)
    {
        using RunMeter.Stretch saving = _context.Meter.Spend(WorkKind.Saving);
        _trainer.Save(folder);
        _states.KeepLatest(_context.Options.KeepStates - 1, State.Step);
        _sinceSave.Restart();
    }

    /// <summary>Whether training ended because validation had stopped improving.</summary>
    public bool StoppedEarly => _trainer.StoppedEarly;

    /// <summary>Puts the weights of a step back that is best by the loss or by a score.</summary>
    /// <exception cref="InvalidOperationException">They were not kept.</exception>
    public void Restore(long step)
    {
        if (!_trainer.Restore(step))
            throw new InvalidOperationException($"The weights of step {step} were not kept.");
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _begun?.Dispose();
    }

    private void OnStep(long step)
    {
        AtStep?.Invoke(step);
        if (_sinceSave.Elapsed >= _context.Options.SaveEvery)
            SaveState();
    }

    private void SaveState()
    {
        using RunMeter.Stretch saving = _context.Meter.Spend(WorkKind.Saving);
        long step = State.Step;
        if (step > 0)
        {
            _trainer.Save(_states.FolderFor(step));
            _states.KeepLatest(_context.Options.KeepStates, step);
        }

        _sinceSave.Restart();
    }

    private double Validate(LanguageModel model)
    {
        using RunMeter.Stretch validating = _context.Meter.Spend(WorkKind.Validation);
        return _start.Validate!(model);
    }

    private IReadOnlyList<ValidationScore> Score(LanguageModel model)
    {
        using RunMeter.Stretch validating = _context.Meter.Spend(WorkKind.Validation);
        IReadOnlyList<ValidationScore> scores = _start.Score!(model);
        ProcessMemory.GiveBack();                           // decoding leaves large caches, which training would carry along
        return scores;
    }

    private void OnLog(TrainingLog log)
    {
        _flops += log.Flops;
        _context.Meter.AddFlops(log.Flops);
        MetricsLine line = new()
        {
            Step = log.Step, StepsDone = _start.StepsBefore is { } before ? log.Step + before : null, Tokens = log.Tokens, Loss = log.Loss, GradientNorm = log.GradientNorm, LearningRate = log.LearningRate,
            TokensPerSecond = log.TokensPerSecond, FlopsPerSecond = log.FlopsPerSecond, MachineShare = log.FlopsPerSecond / _machine.Value,
            Flops = _flops, MemoryBytes = ProcessMemory.Peak(), Seconds = Seconds,
        };
        Append(line);
        _context.Progress(JobProgress.Of(line, _context.Job.Steps));
    }

    private void OnMemoryShort(int rows, string reason) =>
        _warnings.Add($"memory ran out, so batches were processed in micro-batches of {rows} rows ({reason.ReplaceLineEndings(" ").Trim()}). Set micro-batch: {rows} to start with this size.");

    private void OnValidation(ValidationLog log) =>
        Append(new MetricsLine { Step = log.Step, Tokens = State.Tokens, ValidationLoss = Finite(log.Loss), ValidationScores = ScoresOf(log), Seconds = Seconds });

    private static ImmutableSortedDictionary<string, double>? ScoresOf(ValidationLog log) =>
        log.Scores.Count == 0 ? null : log.Scores.ToImmutableSortedDictionary(score => score.Name, score => score.Value, StringComparer.Ordinal);

    private void Append(MetricsLine line)
    {
        if (!_start.Logs)
            return;
        MetricsLog.Append(_metricsFile, line);
        _events?.Append(line);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static IEnumerable<long> Steps(long stride, long last)
    {
        for (long step = stride; step < last; step += stride)
            yield return step;
        yield return last;
    }
}

/// <summary>Where a training session begins.</summary>
internal sealed record TrainingStart
{
    /// <summary>The state to continue from; null to begin.</summary>
    public required SavedState? From { get; init; }

    /// <summary>Makes the model of a run that begins.</summary>
    public required Func<LanguageModel> Begin { get; init; }

    public required ComputeDevice Device { get; init; }

    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Where its own states go; null for the run's.</summary>
    public SavedStates? States { get; init; }

    /// <summary>Where it logs; null for the run's file.</summary>
    public string? MetricsFile { get; init; }

    /// <summary>On a branch, what its steps lack of those that the run has trained; null elsewhere.</summary>
    public long? StepsBefore { get; init; }

    /// <summary>The loss to keep the best weights by.</summary>
    public Func<LanguageModel, double>? Validate { get; init; }

    /// <summary>Scores to keep the best weights by, beside the loss.</summary>
    public Func<LanguageModel, IReadOnlyList<ValidationScore>>? Score { get; init; }

    /// <summary>Whether the steps are new and belong into the log.</summary>
    public bool Logs { get; init; } = true;
}
