namespace Headwater.Laws;

/// <summary>One model of a ranking.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Forecast">The value expected after finetuning on the full set, in the metric's unit; <c>null</c> for a method that ranks without one.</param>
/// <param name="Low">Lower end of the interval; <c>null</c> for a rival, which has none.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Rank">1 for the model to finetune. Models with equal forecasts are ordered by name.</param>
public sealed record RankedModel(string Model, double? Forecast, double? Low, double? High, int Rank);
