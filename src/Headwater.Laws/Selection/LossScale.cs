namespace Headwater.Laws;

/// <summary>
/// Values of any metric as logarithms of something that falls as models improve: ln value for losses, ln(maximum − value) for scores that end
/// somewhere, −ln value for those that do not. Higher is worse on this scale, whatever the metric.
/// </summary>
internal sealed record LossScale(bool HigherIsBetter, double Maximum)
{
    /// <summary>The scale of a metric whose values are in <paramref name="range"/>.</summary>
    public static LossScale Of(bool higherIsBetter, MetricRange range) => new(higherIsBetter, range.Maximum);

    /// <summary>Whether a value has a logarithm here.</summary>
    public bool Holds(double value) => !HigherIsBetter || double.IsInfinity(Maximum) ? value > 0 : value < Maximum;

    public double ToLog(double value) => !HigherIsBetter ? Math.Log(value) : double.IsInfinity(Maximum) ? -Math.Log(value) : Math.Log(Maximum - value);

    public double FromLog(double log) => !HigherIsBetter ? Math.Exp(log) : double.IsInfinity(Maximum) ? Math.Exp(-log) : Maximum - Math.Exp(log);
}
