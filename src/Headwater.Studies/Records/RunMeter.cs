using System.Collections.Immutable;
using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>Measures the time of one attempt at a run by kind of work. An inner stretch is subtracted from the one around it. For the run's own thread only.</summary>
internal sealed class RunMeter
{
    private readonly double[] _seconds = new double[Enum.GetValues<WorkKind>().Length];
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private WorkKind _kind = WorkKind.Other;
    private double _flops;

    /// <summary>From here until the end of the stretch, time is of this kind.</summary>
    public Stretch Spend(WorkKind kind)
    {
        WorkKind outer = Switch(kind);
        return new Stretch(this, outer);
    }

    /// <summary>What earlier attempts logged of their training.</summary>
    public void AddEarlier(MetricsLine? last)
    {
        _seconds[(int)WorkKind.Training] += last?.Seconds ?? 0;
        _flops += last?.Flops ?? 0;
    }

    /// <summary>Useful training work of this attempt.</summary>
    public void AddFlops(double flops) => _flops += flops;

    /// <summary>What was spent until now.</summary>
    public RunUsage Usage(long diskBytes)
    {
        Switch(_kind);
        return new RunUsage
        {
            Started = _started,
            Ended = DateTimeOffset.UtcNow,
            Seconds = Enum.GetValues<WorkKind>().Where(kind => _seconds[(int)kind] > 0).ToImmutableSortedDictionary(kind => kind.ToString().ToLowerInvariant(), kind => _seconds[(int)kind], StringComparer.Ordinal),
            Flops = _flops,
            MemoryBytes = ProcessMemory.Peak(),
            DiskBytes = diskBytes,
        };
    }

    private WorkKind Switch(WorkKind kind)
    {
        WorkKind before = _kind;
        _seconds[(int)before] += _clock.Elapsed.TotalSeconds;
        _clock.Restart();
        _kind = kind;
        return before;
    }

    /// <summary>A stretch of one kind; disposing it goes back to the kind around it.</summary>
    internal readonly struct Stretch(RunMeter meter, WorkKind outer) : IDisposable
    {
        public void Dispose() => meter.Switch(outer);
    }
}
