namespace Headwater.Laws;

/// <summary>Whether a mixture is aligned with the task, by what its scores do (Isik et al. 2024, arXiv:2402.04177, section 3.5).</summary>
public enum AlignmentVerdict
{
    /// <summary>The score rises with pretraining, and a law forecasts its held-out points.</summary>
    Aligned,

    /// <summary>The score does not rise with pretraining beyond noise, or not while the cross-entropy improves: a better loss is no sign of a better result.</summary>
    Misaligned,

    /// <summary>The points do not show whether the data is aligned.</summary>
    Undecided,
}

/// <summary>The verdict on alignment with the numbers behind it.</summary>
public sealed record Alignment
{
    /// <summary>The verdict.</summary>
    public required AlignmentVerdict Verdict { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Kendall's τ between score and cross-entropy over the scales that have both, better with better: 1 where they always agree, −1 where they never do; <c>null</c> with fewer than three.</summary>
    public double? Agreement { get; init; }

    /// <summary>How many of the steps between neighbouring scales improve the cross-entropy and make the score worse; <c>null</c> as above.</summary>
    public int? DiscordantSteps { get; init; }

    /// <summary>The mean of |ln(forecast / actual)| of the law over held-out points; <c>null</c> where none could be held out.</summary>
    public double? LawError { get; init; }

    /// <summary>The same error for the better of two naive forecasts: the previous value, and the mean of all previous values.</summary>
    public double? PlainError { get; init; }
}
