using System.Diagnostics;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// One attempt at a training run: begins anew or goes on from a saved state, logs, saves itself from time to time and when it is asked to stop.
/// Saving reads the trainer and changes nothing, so the result does not depend on when it happens.
/// </summary>
internal sealed class TrainingSession : IDisposable
{
    private const long MostStepsWatched = 1_000_000;

    private readonly JobContext _context;
    private readonly SavedStates _states;
    private readonly T5Model? _begun;
    private readonly Trainer _trainer;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stopwatch _sinceSave = Stopwatch.StartNew();
    private readonly double _secondsBefore;
    private readonly bool _logs;

    public TrainingSession(JobContext context, TrainingOptions options, TrainingStart start)
    {
        _context = context;
        _states = new SavedStates(context.Run);
        _states.DeleteHalfWritten();
        _logs = start.Logs;
        if (_logs)
            MetricsLog.Truncate(context.Run.MetricsFile, start.From?.Step ?? 0);
        _secondsBefore = MetricsLog.Last(context.Run.MetricsFile)?.Seconds ?? 0;

        long stride = Math.Max(1, options.Steps / MostStepsWatched);
        TrainingOptions watched = options with { CheckpointSteps = [.. Steps(stride, options.Steps)] };
        TrainingCallbacks callbacks = new() { OnLog = OnLog, OnValidation = OnValidation, OnCheckpoint = OnStep, Validate = start.Validate };
        if (start.From is { } from)
        {
            _trainer = Trainer.Resume(from.Folder, watched, callbacks, start.Device);
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

    public T5Model Model => _trainer.Model;

    /// <summary>Wall time over all attempts.</summary>
    public double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Trains to the end, or saves itself and throws when it is asked to stop.</summary>
    public void Run(Func<long, TokenBatch> data)
    {
        try
        {
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
        _trainer.Save(folder);
        _states.DeleteBefore(State.Step);
        _sinceSave.Restart();
    }

    public bool RestoreBest() => _trainer.RestoreBest();

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
        long step = State.Step;
        if (step > 0)
        {
            Directory.CreateDirectory(_context.Run.ResumeFolder);
            _trainer.Save(_states.FolderFor(step));
            _states.DeleteBefore(step);
        }

        _sinceSave.Restart();
    }

    private void OnLog(TrainingLog log)
    {
        Append(new MetricsLine
        {
            Step = log.Step, Tokens = log.Tokens, Loss = log.Loss, GradientNorm = log.GradientNorm, LearningRate = log.LearningRate,
            TokensPerSecond = log.TokensPerSecond, Seconds = Seconds,
        });
        _context.Progress(new JobProgress(log.Step, _context.Job.Steps) { Tokens = log.Tokens, Loss = log.Loss, TokensPerSecond = log.TokensPerSecond });
    }

    private void OnValidation(ValidationLog log) =>
        Append(new MetricsLine { Step = log.Step, Tokens = State.Tokens, ValidationLoss = Finite(log.Loss), Seconds = Seconds });

    private void Append(MetricsLine line)
    {
        if (_logs)
            MetricsLog.Append(_context.Run.MetricsFile, line);
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
    /// <summary>The state to go on from; null to begin.</summary>
    public required SavedState? From { get; init; }

    /// <summary>Makes the model of a run that begins.</summary>
    public required Func<T5Model> Begin { get; init; }

    public required ComputeDevice Device { get; init; }

    /// <summary>The loss to keep the best weights by.</summary>
    public Func<T5Model, double>? Validate { get; init; }

    /// <summary>Whether the steps are new and belong into the log.</summary>
    public bool Logs { get; init; } = true;
}
