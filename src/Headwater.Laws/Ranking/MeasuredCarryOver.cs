namespace Headwater.Laws;

/// <summary>The correlation over recipes between the forecast from one scale and what was measured at a larger one.</summary>
/// <param name="Correlation">The correlation, best by <see cref="CarryOver.CorrelationOf"/> from the share of pairs in the right order.</param>
/// <param name="ComputeRatio">How many times the compute the larger scale takes; <c>null</c> where it is not known.</param>
/// <param name="Recipes">How many recipes both scales have.</param>
public readonly record struct MeasuredCarryOver(double Correlation, double? ComputeRatio, int Recipes);
