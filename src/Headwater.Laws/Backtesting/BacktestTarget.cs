using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One held-out measurement beside the forecast that did not know it.</summary>
/// <param name="X">The scale; for a law in several scales, what the table was cut by.</param>
/// <param name="Actual">The measured value.</param>
/// <param name="Forecast">The value forecast from smaller scales.</param>
/// <param name="Low">Lower end of the forecast's interval.</param>
/// <param name="High">Upper end of the forecast's interval.</param>
public readonly record struct BacktestTarget(double X, double Actual, double Forecast, double Low, double High)
{
    /// <summary>The scales by column name, for a law in several; <c>null</c> for a law in one.</summary>
    public ImmutableSortedDictionary<string, double>? Place { get; init; }
}
