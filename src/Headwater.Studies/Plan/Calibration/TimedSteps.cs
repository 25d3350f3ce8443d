using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// Times real training steps until they stop getting faster: the JIT improves the code while it runs, which takes a small model some
/// hundred steps.
/// </summary>
/// <param name="Seconds">One step of a run that continues for long.</param>
/// <param name="WarmUp">What the steps before took beyond that.</param>
/// <param name="Waited">The share of the clock for which other work held the processor, at the end.</param>
internal readonly record struct TimedSteps(double Seconds, double WarmUp, double Waited)
{
    private const int MostSteps = 20_000;
    private const int LeastSteps = 3;

    // A stretch that is not shorter than the best one by so much is as short as they get, twice in a row.
    private const double Gain = 0.04;
    private const int Still = 2;

    // Seconds by the clock after which the last stretches are taken as they are.
    private const double MostSeconds = 8;

    /// <summary>Trains by stretches of so many seconds, and of one step at least.</summary>
    public static TimedSteps Of(LanguageModel model, TrainingOptions options, Func<long, TokenBatch> data, double stretch, WorkWatch watch, Action<Trainer> after)
    {
        using CancellationTokenSource enough = new();
        Laps laps = new(watch, stretch);
        TrainingCallbacks callbacks = new()
        {
            OnCheckpoint = _ =>
            {
                if (laps.Add())
                    enough.Cancel();
            },
        };
        using Trainer trainer = new(model, options with { Steps = MostSteps, LogEvery = MostSteps, CheckpointSteps = [.. Enumerable.Range(1, MostSteps).Select(step => (long)step)] }, callbacks);
        try
        {
            trainer.Run(data, enough.Token);
        }
        catch (OperationCanceledException)
        {
            // That was enough.
        }

        after(trainer);
        return laps.Result();
    }

    // Steps counted by stretches.
    private sealed class Laps(WorkWatch watch, double stretch)
    {
        private readonly List<(int Steps, double Seconds, double Clock)> _done = [];
        private readonly double _first = watch.Clock;
        private double _begin = watch.Now;
        private double _clock = watch.Clock;
        private int _steps;
        private int _still;

        // Whether that was enough.
        public bool Add()
        {
            _steps++;
            (double now, double clock) = (watch.Now, watch.Clock);
            bool late = clock - _first >= MostSeconds;
            if (now - _begin < stretch && !late)
                return false;
            double best = _done.Select(PerStep).DefaultIfEmpty(double.PositiveInfinity).Min();
            _done.Add((_steps, now - _begin, clock - _clock));
            _still = PerStep(_done[^1]) > (1 - Gain) * best ? _still + 1 : 0;
            (_begin, _clock, _steps) = (now, clock, 0);
            return _done.Sum(lap => lap.Steps) >= LeastSteps && (_still >= Still || late);
        }

        // The best stretch and those that were no shorter.
        public TimedSteps Result()
        {
            if (_done.Count == 0)
                _done.Add((Math.Max(1, _steps), watch.Now - _begin, watch.Clock - _clock));
            (int Steps, double Seconds, double Clock)[] last = [.. _done.TakeLast(Still + 1)];
            double step = last.Sum(lap => lap.Seconds) / last.Sum(lap => lap.Steps);
            double clock = last.Sum(lap => lap.Clock);
            return new TimedSteps(step, Math.Max(0, _done.Sum(lap => lap.Seconds - lap.Steps * step)), clock > 0 ? Math.Max(0, 1 - last.Sum(lap => lap.Seconds) / clock) : 0);
        }

        private static double PerStep((int Steps, double Seconds, double Clock) lap) => lap.Seconds / lap.Steps;
    }
}
