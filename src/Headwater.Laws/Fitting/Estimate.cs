using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Where a search ended: coordinates, objective, residuals in logs, and how it ended.</summary>
/// <param name="At">The coordinates.</param>
/// <param name="Objective">The sum of Huber losses.</param>
/// <param name="Residuals">ln law − ln value at each point.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Culprits">The coefficients that ran to the end of their range, or that the points do not tell apart, by index.</param>
internal sealed record Estimate(double[] At, double Objective, double[] Residuals, FitStatus Status, ImmutableArray<int> Culprits);
