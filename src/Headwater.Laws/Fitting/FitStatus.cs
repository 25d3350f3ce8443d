namespace Headwater.Laws;

/// <summary>How a fit ended. <see cref="LawFit.Message"/> says in a sentence what to do about it.</summary>
public enum FitStatus
{
    /// <summary>The objective is at a minimum.</summary>
    Converged,

    /// <summary>The search used up its steps before it reached a minimum.</summary>
    StepLimit,

    /// <summary>The law has no finite value at some observation, wherever the search began.</summary>
    NonFinite,

    /// <summary>A coefficient ran to the end of its range: the data do not determine it.</summary>
    AtBound,

    /// <summary>Some coefficients can move together without moving the law at any point: only the curve is determined, not they.</summary>
    NotIdentified,
}
