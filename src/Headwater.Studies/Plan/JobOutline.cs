using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>What of a job its progress is judged by. The settings of ten thousand jobs take longer to read than everything else that tells where they stand.</summary>
public sealed record JobOutline
{
    public required string Id { get; init; }

    public required Stage Stage { get; init; }

    public required string Label { get; init; }

    /// <summary>Ids of the jobs whose results it reads.</summary>
    public required ImmutableArray<string> Needs { get; init; }

    /// <summary>Training steps; 0 where nothing is trained.</summary>
    public long Steps { get; init; }

    [JsonInclude]
    internal SettingsOutline Settings { get; init; } = new();

    internal bool Trains => Stage is Stage.Pretraining or Stage.Finetuning;

    internal static JobOutline Of(Job job) => new()
    {
        Id = job.Id, Stage = job.Stage, Label = job.Label, Needs = job.Needs, Steps = job.Steps, Settings = new SettingsOutline
        {
            Checkpoints = job.Settings is PretrainingSettings pretraining ? pretraining.Checkpoints : [], Patience = (job.Settings as FinetuningSettings)?.Patience,
        },
    };
}

/// <summary>Which checkpoints are asked for, and whether training may end early.</summary>
internal sealed record SettingsOutline
{
    public ImmutableArray<long> Checkpoints { get; init; } = [];

    public int? Patience { get; init; }
}

/// <summary>Of a plan, what <see cref="JobOutline"/> is of its jobs.</summary>
internal sealed record PlanOutline
{
    public required ImmutableArray<JobOutline> Jobs { get; init; }

    public required SpecOutline Spec { get; init; }

    internal sealed record SpecOutline(string Name);
}
