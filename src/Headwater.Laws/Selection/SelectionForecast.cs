namespace Headwater.Laws;

/// <summary>What a method expects of a model on the full set.</summary>
/// <param name="LogLoss">On the task's scale: the lower, the better. For a method without a forecast, its key: −ln N.</param>
/// <param name="Deviation">Standard deviation of <paramref name="LogLoss"/>; <c>null</c> for a rival, which has none.</param>
internal readonly record struct SelectionForecast(double LogLoss, double? Deviation);
