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

    /// <summary>What was minimised.</summary>
    public LossKind Loss { get; init; }

    /// <summary>How the coefficients' intervals were found; <c>null</c> where there are none.</summary>
    public IntervalMethod? IntervalMethod { get; init; }

    /// <summary>Under a floor at chance the score of random guessing: value = chance + (ceiling − chance)·law. <c>null</c> where the law gives the value itself.</summary>
    public double? Chance { get; init; }

    /// <summary>Under a floor at chance the best value there is; <c>null</c> with <see cref="Chance"/>.</summary>
    public double? Ceiling { get; init; }

    /// <summary>Other coefficients that fit equally well, in the same order; empty where there are none.</summary>
    public ImmutableArray<double> OtherMinimum { get; init; } = [];

    /// <summary>What was minimised, at its least: the sum of Huber losses of the residuals ln(law) − ln(value), or half the sum of their squares in standard errors.</summary>
    public required double Objective { get; init; }

    /// <summary>How many points were fitted.</summary>
    public required int Points { get; init; }

    /// <summary>Root mean square of the residuals in logs: 0.01 is about one percent.</summary>
    public required double RootMeanSquareLog { get; init; }

    /// <summary>What makes the fit doubtful, as sentences: points far off the law, a law that fits badly.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The metric's value by the law at one scale; NaN outside the law's domain.</summary>
    /// <exception cref="InvalidOperationException">The law has more than one scale variable.</exception>
    public double Predict(double x) => Predict([x]);

    /// <summary>The metric's value by the law at a scale given for each of its variables, in the order of <see cref="LawFamily.Symbols"/>; NaN outside the law's domain.</summary>
    public double Predict(ReadOnlySpan<double> scales)
    {
        double law = Law.Evaluate(Values(), scales);
        return Chance is { } chance && Ceiling is { } ceiling ? chance + ((ceiling - chance) * law) : law;
    }

    private double[] Values() => [.. Coefficients.Select(coefficient => coefficient.Value)];
}

/// <summary>One fitted constant of a law, in the equation's own unit.</summary>
/// <param name="Name">Its name in the equation.</param>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Standard error, from the curvature at the estimate or from the bootstrap draws; <c>null</c> where there is none.</param>
/// <param name="Low">Lower end of the interval at the level of the analysis; <c>null</c> where there is none.</param>
/// <param name="High">Upper end of the interval; infinite where the points do not bound the coefficient.</param>
public sealed record Coefficient(string Name, double Value, double? StandardError, double? Low, double? High);
