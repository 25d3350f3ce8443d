namespace Headwater.Laws;

/// <summary>One held-out measurement beside the forecast that did not know it.</summary>
/// <param name="X">The scale.</param>
/// <param name="Actual">The measured value.</param>
/// <param name="Forecast">The value forecast from smaller scales.</param>
/// <param name="Low">Lower end of the forecast's interval.</param>
/// <param name="High">Upper end of the forecast's interval.</param>
public readonly record struct BacktestTarget(double X, double Actual, double Forecast, double Low, double High);
