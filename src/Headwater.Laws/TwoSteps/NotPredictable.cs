namespace Headwater.Laws;

/// <summary>Why a score has no forecast yet: it cannot be distinguished from random guessing. And where it may be distinguishable, as far as a smoother metric shows.</summary>
public sealed record NotPredictable
{
    /// <summary>The status in JSON.</summary>
    public const string Status = "not_predictable_yet";

    /// <summary>The series.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The score of random guessing, in the metric's unit.</summary>
    public required double Chance { get; init; }

    /// <summary>The least rise above chance that one measurement would show four times in five, in the metric's unit.</summary>
    public required double DetectableRise { get; init; }

    /// <summary>The column of the scale.</summary>
    public required string Column { get; init; }

    /// <summary>The metric that shows where the score may rise; <c>null</c> where none does.</summary>
    public string? Through { get; init; }

    /// <summary>The scale at which the score may stand above chance by <see cref="DetectableRise"/>; <c>null</c> where it is not known.</summary>
    public double? At { get; init; }

    /// <summary>Lower end of the interval of <see cref="At"/>; <c>null</c> where it is not known.</summary>
    public double? AtLow { get; init; }

    /// <summary>Upper end; <c>null</c> where it is not known, or beyond what is looked at.</summary>
    public double? AtHigh { get; init; }

    /// <summary>All of this as sentences.</summary>
    public required string Message { get; init; }
}
