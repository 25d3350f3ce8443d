namespace Headwater.Laws;

/// <summary>What is said of forecasts that need care, whoever made them.</summary>
internal static class ForecastMessages
{
    /// <summary>For a scale far beyond the largest one measured.</summary>
    public static string? Far(double x, double largest) => x <= Forecaster.WarnBeyond * largest ? null
        : $"{Numerals.Size(x)} is {Numerals.Short(x / largest)} times the largest scale measured ({Numerals.Size(largest)}): beyond {Forecaster.WarnBeyond:0} times laws often break. Measure nearer to it first.";

    /// <summary>For a measured loss far below the smallest one.</summary>
    public static string? FarBelow(double loss, double smallest) => smallest <= Forecaster.WarnBeyond * loss ? null
        : $"A loss of {Numerals.Short(loss)} is {Numerals.Short(smallest / loss)} times below the smallest one measured ({Numerals.Short(smallest)}): beyond {Forecaster.WarnBeyond:0} times laws often break. Measure nearer to it first.";

    /// <summary>For a scale so far beyond it that there is no forecast.</summary>
    public static string Refused(string at, double factor) =>
        $"no forecast at {at}, {Numerals.Short(factor)} times the largest scale measured; the limit is {Forecaster.RefuseBeyond:0} times. Measure nearer to it, or allow extrapolation.\nhint: --allow-extrapolation";

    /// <summary>For a value that the metric cannot take.</summary>
    public static string? Clipped(double value, MetricRange range) => value == range.Clip(value) ? null
        : $"The forecast is {Numerals.Short(value)}, outside the metric's range: clipped to {Numerals.Short(range.Clip(value))}.";
}
