using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>How a run of a study ended. What is done stays done in every case.</summary>
public sealed record StudyResult
{
    public required StudyPlan Plan { get; init; }

    public required StudyFolder Folder { get; init; }

    /// <summary>Jobs that are done, of those that were asked for.</summary>
    public required int JobsDone { get; init; }

    /// <summary>Jobs that were asked for: fewer than the plan's where a part of it was run, or rows of others were kept.</summary>
    public int JobsAsked { get; init; }

    /// <summary>Jobs that failed, and those that could not start because of them.</summary>
    public required ImmutableArray<JobFailure> Failures { get; init; }

    /// <summary>Pretrainings that were stopped or not started because their mixtures are hardly ever the best. What needed them was not started either, and none of it counts as a failure.</summary>
    public ImmutableArray<StoppedRun> Stopped { get; init; } = [];

    /// <summary>Stopped on request; running it again continues from here.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>Nothing was done, and the observations and the report of an earlier run, which hold more, are left as they are.</summary>
    public bool LeftResults { get; init; }

    /// <summary>Slurm continues with it.</summary>
    public bool Detached { get; init; }

    public bool Succeeded => !Cancelled && Failures.IsEmpty;
}

/// <summary>A job without result, and why.</summary>
public sealed record JobFailure(Job Job, string Reason)
{
    /// <summary>It was never started: something it needs failed.</summary>
    public bool Blocked { get; init; }
}
