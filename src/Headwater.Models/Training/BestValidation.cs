namespace Headwater.Models;

/// <summary>The best value of one validation score so far.</summary>
/// <param name="Step">The step whose model had it.</param>
/// <param name="Value">The value.</param>
/// <param name="Reference">The value at <paramref name="ImprovedStep"/>: what a later one must exceed by the tolerance to count as an improvement.</param>
/// <param name="ImprovedStep">The step of the last improvement by more than the tolerance.</param>
public sealed record BestValidation(long Step, double Value, double Reference, long ImprovedStep);
