namespace Headwater.Laws;

/// <summary>What a method forecast for a model beside what was measured.</summary>
/// <param name="Model">The model.</param>
/// <param name="Forecast">The value forecast at the full size; <c>null</c> where the method only ranks.</param>
/// <param name="Actual">The value measured there.</param>
public readonly record struct SelectionTarget(string Model, double? Forecast, double Actual);
