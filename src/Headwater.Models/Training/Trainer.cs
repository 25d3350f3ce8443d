using System.Diagnostics;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// The training loop: rate, forward and backward, clip, step, log, validate, checkpoint. A run that was saved and resumed ends with the same
/// bytes as an unbroken one on one processor type with one number of threads. Not thread-safe.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly TrainingCallbacks _callbacks;
    private readonly IOptimizer _optimizer;
    private readonly BatchGradient _gradient;
    private readonly bool _ownsModel;
    private readonly BestWeights _best = new();
    private SavedPoint? _saved;

    /// <summary>Starts training a model. The model stays the caller's.</summary>
    public Trainer(LanguageModel model, TrainingOptions options, TrainingCallbacks? callbacks = null)
        : this(model, options, callbacks, ownsModel: false)
    {
    }

    private Trainer(LanguageModel model, TrainingOptions options, TrainingCallbacks? callbacks, bool ownsModel)
    {
        options.Validate();
        Model = model;
        _options = options;
        _callbacks = callbacks ?? new TrainingCallbacks();
        _optimizer = options.Optimizer switch
        {
            OptimizerKind.AdamW => new AdamW(model.Parameters, options.WeightDecay),
            OptimizerKind.AdamWScale => new AdamWScale(model.Parameters, options.WeightDecay),
            _ => new Adafactor(model.Parameters),
        };
        _gradient = new BatchGradient(model, options) { BeforePart = rows => BeforePart?.Invoke(rows), MicroBatchHalved = ReportMicroBatch };
        model.Recompute = options.Recompute;
        _ownsModel = ownsModel;
    }

    public LanguageModel Model { get; }

    public TrainerState State { get; private set; } = new();

    /// <summary>Whether nothing is left to do: the last step is done, or validation has not improved for as long as the options allow.</summary>
    public bool IsDone => State.Step >= _options.Steps || StoppedEarly;

    /// <summary>Whether validation has not improved for as long as the options allow.</summary>
    public bool StoppedEarly => _options.Patience is int patience && State.ValidationsSinceBest >= patience * (_callbacks.Score is null ? 1 : _options.ScoreEvery);

    /// <summary>Called with the rows of each part of a batch; what it throws counts as thrown by the device.</summary>
    internal Action<int>? BeforePart { get; set; }

    /// <summary>Goes on from what <see cref="Save"/> wrote. The trainer owns the model it reads.</summary>
    /// <exception cref="InvalidDataException">The folder holds no training state, or one of another model.</exception>
    public static Trainer Resume(
        string directory, TrainingOptions options, TrainingCallbacks? callbacks = null, ComputeDevice device = ComputeDevice.Cpu, Precision precision = Precision.Float32)
    {
        LanguageModel model = Checkpoint.LoadModel(directory, device, precision);
        try
        {
            Trainer trainer = new(model, options, callbacks, ownsModel: true);
            trainer.State = TrainingFiles.Read(directory, model, trainer._optimizer, trainer._best);
            trainer._gradient.MicroBatch = trainer.State.MicroBatch ?? options.MicroBatch;
            trainer._saved = new SavedPoint(directory, trainer.State.Step);
            return trainer;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Trains until the last step. <paramref name="data"/> gives the batch of a step, counted from 0; it is called ahead of time by one other thread,
    /// in order. When cancelled, the step in hand ends first, so <see cref="State"/> and <see cref="Save"/> stay usable.
    /// </summary>
    /// <exception cref="TrainingDivergedException">A loss or gradient was no number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Run(Func<long, TokenBatch> data, CancellationToken cancellationToken = default)
    {
        TorchRuntime.UseThreads();
        HashSet<long> checkpoints = [.. _options.CheckpointSteps];
        using BatchPrefetcher batches = new(data, State.Step, _options.Steps);
        Stopwatch clock = Stopwatch.StartNew();
        long padded = 0;
        double flops = 0;
        while (!IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TokenBatch batch = batches.Next(cancellationToken);
            double rate = _options.Schedule.At(State.Step);
            (double loss, double norm) = Step(batch, rate);
            padded += (long)batch.Rows * batch.RowLength;
            flops += Model.Flops(batch);
            State = State with
            {
                Step = State.Step + 1,
                Tokens = State.Tokens + batch.RawTokens,
                TargetTokens = State.TargetTokens + batch.TargetTokens,
                PendingLoss = State.PendingLoss + loss,
                PendingSteps = State.PendingSteps + 1,
            };
            if (State.Step % _options.LogEvery == 0 || State.Step == _options.Steps)
            {
                double seconds = clock.Elapsed.TotalSeconds;
                Log(norm, rate, padded / seconds, flops, seconds);
                (padded, flops, clock) = (0, 0, Stopwatch.StartNew());
            }

            if (_callbacks.Validate is not null && _options.ValidateEvery is long every && (State.Step % every == 0 || State.Step == _options.Steps))
            {
                Validate();
            }

            if (checkpoints.Contains(State.Step))
            {
                _callbacks.OnCheckpoint?.Invoke(State.Step);
            }
        }
    }

    /// <summary>
    /// Writes everything that <see cref="Resume"/> needs, in place of what was there, at once or not at all. The weights load as a published model too.
    /// </summary>
    public void Save(string directory)
    {
        TrainingFiles.Write(directory, Model, _optimizer, State, _best);
        _saved = new SavedPoint(directory, State.Step);
    }

    /// <summary>Puts the weights with the lowest validation loss back into the model. Returns whether there were any.</summary>
    public bool RestoreBest() => State.BestStep is long step && Restore(step);

    /// <summary>Puts the weights of a step back into the model, one that was best by the loss or by a score. Returns whether they were kept.</summary>
    public bool Restore(long step) => _best.Restore(step, Model);

    public void Dispose()
    {
        _optimizer.Dispose();
        _gradient.Dispose();
        _best.Dispose();
        if (_ownsModel)
        {
            Model.Dispose();
        }
    }

    // Loss and gradient norm of the batch, and the step against it.
    private (double Loss, double Norm) Step(TokenBatch batch, double rate)
    {
        using DisposeScope scope = NewDisposeScope();
        (double loss, double norm) = _gradient.Compute(batch, SplitMix.Mix(_options.Seed, (ulong)State.Step));
        Tensor gradients = Model.Parameters.Gradients;
        State = LossGuard.Check(State, loss, norm, _options.SpikeFactor, _saved);
        if (norm > _options.ClipNorm)
        {
            gradients.mul_(Number.Of(_options.ClipNorm.Value / norm));
        }

        _optimizer.Step(rate);
        Model.Parameters.Publish();
        return (loss, norm);
    }

    private void ReportMicroBatch(int rows, string reason)
    {
        State = State with { MicroBatch = rows };
        _callbacks.OnMemoryShort?.Invoke(rows, reason);
    }

    private void Log(double norm, double rate, double tokensPerSecond, double flops, double seconds)
    {
        _callbacks.OnLog?.Invoke(new TrainingLog
        {
            Step = State.Step,
            Loss = State.PendingLoss / State.PendingSteps,
            GradientNorm = norm,
            LearningRate = rate,
            Tokens = State.Tokens,
            TokensPerSecond = tokensPerSecond,
            FlopsPerSecond = flops / seconds,
            Flops = flops,
        });
        State = State with { PendingLoss = 0, PendingSteps = 0 };
    }

    private void Validate()
    {
        double loss = _callbacks.Validate!(Model);
        long validation = (State.Step + _options.ValidateEvery!.Value - 1) / _options.ValidateEvery.Value;
        bool scores = _callbacks.Score is not null && (validation % _options.ScoreEvery == 0 || State.Step == _options.Steps);
        IReadOnlyList<ValidationScore> scored = scores ? _callbacks.Score!(Model) : [];
        bool isBest = loss < (State.BestLoss ?? double.PositiveInfinity);
        State = ValidationTracking.After(State, _options, loss, scored);
        _best.Keep(State, Model);
        _callbacks.OnValidation?.Invoke(new ValidationLog { Step = State.Step, Loss = loss, IsBest = isBest, Scores = scored });
    }
}
