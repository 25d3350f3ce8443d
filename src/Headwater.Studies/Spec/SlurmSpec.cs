using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>How a study asks Slurm for its runs: <c>slurm:</c> of a study file, over a profile. No part of what a run is.</summary>
public sealed record SlurmSpec
{
    public const int DefaultSignal = 120;

    /// <summary>Options of sbatch by their long names, as written: <c>partition</c>, <c>time</c>, …</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The same for one stage only, by the stage's name; these come first.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Stages { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Lines of the batch script before Headwater starts: modules, variables.</summary>
    public ImmutableArray<string> Setup { get; init; } = [];

    /// <summary>Members of one array that run at a time; null for as many as Slurm starts.</summary>
    public int? Throttle { get; init; }

    /// <summary>Seconds before the time limit at which a run is asked to save itself.</summary>
    public int? Signal { get; init; }

    /// <summary>Whether a run that is out of time, or whose node failed, queues again.</summary>
    public bool? Requeue { get; init; }

    /// <summary>These, and where they are silent another's.</summary>
    public SlurmSpec Over(SlurmSpec profile) => new()
    {
        Options = profile.Options.SetItems(Options),
        Stages = profile.Stages.SetItems(Stages.Select(stage =>
            KeyValuePair.Create(stage.Key, profile.Stages.GetValueOrDefault(stage.Key, ImmutableSortedDictionary<string, string>.Empty).SetItems(stage.Value)))),
        Setup = Setup.IsEmpty ? profile.Setup : Setup,
        Throttle = Throttle ?? profile.Throttle,
        Signal = Signal ?? profile.Signal,
        Requeue = Requeue ?? profile.Requeue,
    };

    /// <summary>The options of a stage.</summary>
    internal ImmutableSortedDictionary<string, string> OptionsOf(Stage stage) =>
        Options.SetItems(Stages.GetValueOrDefault(stage.ToString().ToLowerInvariant(), ImmutableSortedDictionary<string, string>.Empty));
}
