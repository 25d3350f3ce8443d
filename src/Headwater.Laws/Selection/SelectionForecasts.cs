namespace Headwater.Laws;

/// <summary>Forecasts of each method for the models of a task. Thread-safe.</summary>
internal static class SelectionForecasts
{
    private static readonly Lazy<RectifiedSelection> Rectified = new(() => new());

    /// <summary>What a model must have for a method to judge it, as a sentence; <c>null</c> where it has it.</summary>
    public static string? Missing(SelectionMethod method, CandidateModel model) => method switch
    {
        SelectionMethod.ZeroShot => model.ZeroShot is null ? "no value at finetuning size 0" : null,
        SelectionMethod.ModelSize => model.Parameters is > 0 ? null : "no parameter count",
        SelectionMethod.SubTuning => model.LogSizes.Length > 0 ? null : "no finetuning size",
        _ => model.LogSizes.Length > 1 ? null : "fewer than two finetuning sizes",
    };

    /// <summary>One forecast for each model, in their order; none of them may be <see cref="Missing"/> anything.</summary>
    public static SelectionForecast[] Of(SelectionMethod method, CandidateModel[] models, double logFullSize) => method switch
    {
        SelectionMethod.Pooled => PooledTrend.Of(models, logFullSize),
        SelectionMethod.AcceptThenStop => Each(models, model => AcceptThenStop.Forecast(model, logFullSize)),
        SelectionMethod.Rectified => Each(models, model => Rectified.Value.Forecast(model, logFullSize)),
        SelectionMethod.TwoPointLine => Each(models, model => TailLine.Through(model.LogSizes, model.LogLosses, 2).At(logFullSize)),
        SelectionMethod.ThreePointLine => Each(models, model => TailLine.Through(model.LogSizes, model.LogLosses, 3).At(logFullSize)),
        SelectionMethod.SubTuning => Each(models, model => model.LogLosses[^1]),
        SelectionMethod.ZeroShot => Each(models, model => model.ZeroShot!.Value),
        _ => Each(models, model => -Math.Log(model.Parameters!.Value)),
    };

    private static SelectionForecast[] Each(CandidateModel[] models, Func<CandidateModel, double> forecast) =>
        [.. models.Select(model => new SelectionForecast(forecast(model), null))];
}

/// <summary>What a method expects of a model on the full set.</summary>
/// <param name="LogLoss">On the task's scale: the lower, the better. For a method without a forecast, its key: −ln N.</param>
/// <param name="Deviation">Standard deviation of <paramref name="LogLoss"/>; <c>null</c> for a rival, which has none.</param>
internal readonly record struct SelectionForecast(double LogLoss, double? Deviation);
