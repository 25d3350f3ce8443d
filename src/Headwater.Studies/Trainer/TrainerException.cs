namespace Headwater.Studies;

/// <summary>A trainer's command that failed, or left something else than the study expects.</summary>
internal sealed class TrainerException(string message, FailureKind kind = FailureKind.Error) : Exception(message)
{
    /// <summary>What it was, for the rule that decides about another attempt.</summary>
    public FailureKind Kind { get; } = kind;

    /// <summary>Whether a file is missing or half there, which may pass where another node wrote it.</summary>
    public bool MayBeLate { get; init; }
}
