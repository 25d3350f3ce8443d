namespace Headwater.Laws;

/// <summary>The fitted curve and its interval at one scale, for drawing.</summary>
/// <param name="X">The scale.</param>
/// <param name="Value">The law's value there.</param>
/// <param name="Low">Lower end of the interval for a measurement.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct CurvePoint(double X, double Value, double Low, double High);
