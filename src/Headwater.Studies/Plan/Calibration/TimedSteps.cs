using System.Diagnostics;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>A few real training steps under a watch: the mean seconds of one, and what the first ones took beyond that, which is compilation.</summary>
internal readonly record struct TimedSteps(double Seconds, double WarmUp)
{
    private const int MostSteps = 5000;
    private const int LeastSteps = 3;

    /// <summary>
    /// Trains for so many seconds, three steps at least. The mean is of the second half of that time: in the first, methods are compiled again, in the
    /// background, and a step takes up to three times as long.
    /// </summary>
    public static TimedSteps Of(T5Model model, TrainingOptions options, Func<long, TokenBatch> data, double seconds, WorkWatch watch, Action<Trainer> after)
    {
        using CancellationTokenSource enough = new();
        Stopwatch clock = Stopwatch.StartNew();
        double begin = watch.Now;
        List<double> ends = [];
        TrainingCallbacks callbacks = new()
        {
            OnCheckpoint = step =>
            {
                ends.Add(watch.Now - begin);
                if (ends.Count >= LeastSteps && clock.Elapsed.TotalSeconds >= seconds)
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
        int warm = Math.Clamp(ends.FindIndex(end => end >= ends[^1] / 2) + 1, 1, ends.Count - 1);
        double mean = (ends[^1] - ends[warm - 1]) / (ends.Count - warm);
        return new TimedSteps(mean, Math.Max(0, ends[warm - 1] - warm * mean));
    }
}
