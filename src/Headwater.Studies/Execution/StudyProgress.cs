namespace Headwater.Studies;

/// <summary>News of a running study: one job began, advanced or ended.</summary>
public sealed record StudyProgress
{
    public required Job Job { get; init; }

    public required JobState State { get; init; }

    /// <summary>How far the job is; null before its first step.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    public required int JobsDone { get; init; }

    public required int JobsTotal { get; init; }

    /// <summary>Share of the study's work that is done, 0 to 1, by estimated FLOPs.</summary>
    public required double Fraction { get; init; }

    /// <summary>Time left for the study, once there is something to judge by.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
