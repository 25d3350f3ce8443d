using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Where a search ended: coordinates, objective, residuals in logs, and how it ended.</summary>
/// <param name="At">The coordinates.</param>
/// <param name="Objective">What was minimised.</param>
/// <param name="Residuals">ln law − ln value at each point.</param>
/// <param name="Status">How it ended.</param>
/// <param name="UnidentifiedCoefficients">The coefficients that ran to the end of their range, or that the points do not tell apart, by index.</param>
internal sealed record Estimate(double[] At, double Objective, double[] Residuals, FitStatus Status, ImmutableArray<int> UnidentifiedCoefficients)
{
    /// <summary>What the points count under a likelihood, which depends on the estimate; <c>null</c> under a Huber loss.</summary>
    public WorkingPoints? Working { get; init; }

    /// <summary>Other coordinates with the same objective, where the points have two minima.</summary>
    public double[]? Other { get; init; }
}

/// <summary>The values a likelihood compares ln law with, what each counts, one over its variance in logs, and where its loss turns from a square to a line.</summary>
internal sealed record WorkingPoints(double[] Targets, double[] Weights, double[] Deltas);
