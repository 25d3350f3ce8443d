using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A law with coefficients estimated from one series.</summary>
public sealed record LawFit
{
    /// <summary>The series that was fitted.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The law.</summary>
    public required LawFamily Law { get; init; }

    /// <summary>How the fit ended.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>What the status means for this fit and what to do, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The estimates, in the order of the law's coefficients.</summary>
    public required ImmutableArray<Coefficient> Coefficients { get; init; }

    /// <summary>The sum of Huber losses of the residuals ln(law) − ln(value).</summary>
    public required double Objective { get; init; }

    /// <summary>How many points were fitted.</summary>
    public required int Points { get; init; }

    /// <summary>Root mean square of the residuals in logs: 0.01 is about one percent.</summary>
    public required double RootMeanSquareLog { get; init; }

    /// <summary>The law's value at one scale; NaN outside the law's domain.</summary>
    /// <exception cref="InvalidOperationException">The law has more than one scale variable.</exception>
    public double Predict(double x) => Law.Evaluate(Values(), [x]);

    /// <summary>The law's value at a scale given for each of its variables, in the order of <see cref="LawFamily.Symbols"/>; NaN outside the law's domain.</summary>
    public double Predict(ReadOnlySpan<double> scales) => Law.Evaluate(Values(), scales);

    private double[] Values() => [.. Coefficients.Select(coefficient => coefficient.Value)];
}
