namespace Headwater.Laws;

/// <summary>One fitted constant of a law, in the equation's own unit.</summary>
/// <param name="Name">Its name in the equation.</param>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Standard error, from the curvature at the estimate or from the bootstrap draws; <c>null</c> where there is none.</param>
/// <param name="Low">Lower end of the interval at the level of the analysis; <c>null</c> where there is none.</param>
/// <param name="High">Upper end of the interval; infinite where the points do not bound the coefficient.</param>
public sealed record Coefficient(string Name, double Value, double? StandardError, double? Low, double? High);
