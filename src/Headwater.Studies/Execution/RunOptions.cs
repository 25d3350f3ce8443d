using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>How a study is executed; nothing here changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>Runs at a time. Default: cores ÷ threads, at least 1. With 1, runs happen in this process.</summary>
    public int? Jobs { get; init; }

    /// <summary>The program and leading arguments that start this command again, such as <c>["dotnet", "headwater.dll"]</c>; needed for more than one job.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Mixtures, and <see cref="StudyPlan.Scratch"/>, to run now; empty for the whole study.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Steps between lines of metrics.jsonl; null for some hundred lines a run.</summary>
    public int? LogEvery { get; init; }

    /// <summary>How often an interruptible run saves itself; null for what the study says.</summary>
    public TimeSpan? SaveEvery { get; init; }

    /// <summary>How many of the latest states it keeps.</summary>
    public int KeepStates { get; init; } = 1;

    /// <summary>Whether runs write event files for TensorBoard.</summary>
    public bool TensorBoard { get; init; }

    /// <summary>Memory for all runs together, in bytes; null for what is free when they begin.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Receives notices for the user: changes, retries, waiting runs.</summary>
    public Action<string> Notice { get; init; } = _ => { };

    /// <summary>Ends the processes of runs at once, without saving.</summary>
    public CancellationToken AtOnce { get; init; }

    /// <summary>Whether a study on a cluster is followed to its end.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>Calibration of this machine; null to load or measure it.</summary>
    internal Calibration? Calibration { get; init; }

    /// <summary>Says which pretrainings need not run; null where all do.</summary>
    internal RunReview? Review { get; init; }

    /// <summary>These options, with what the study itself says about saving and logging.</summary>
    internal RunOptions For(StudySpec spec) => this with
    {
        SaveEvery = SaveEvery ?? TimeSpan.FromSeconds(spec.SaveEvery),
        KeepStates = spec.KeepStates,
        TensorBoard = TensorBoard || spec.TensorBoard,
    };

    /// <summary>Runs at a time of this study: on accelerators one for each of them.</summary>
    public int JobsFor(StudyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Jobs ?? (DeviceSlots.Find(plan.Device) is { IsEmpty: false } devices ? devices.Length : JobsFor(plan.Spec));
    }

    /// <summary>Runs at a time on processors.</summary>
    public int JobsFor(StudySpec spec) => Jobs ?? Math.Max(1, Environment.ProcessorCount / spec.Threads);
}
