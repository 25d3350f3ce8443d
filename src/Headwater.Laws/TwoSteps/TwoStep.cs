using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A score forecast through a loss (Bhagia et al. 2024, arXiv:2412.04403): the loss over the scale, then the score over the loss. Each draw goes through
/// both steps, so an interval holds what either does not know.
/// </summary>
/// <param name="Loss">The fit of the loss of this series over its scale.</param>
/// <param name="Score">The fit of the score over the loss, on all series of the task.</param>
/// <param name="Through">The loss's name.</param>
/// <param name="Range">The ends of the score.</param>
/// <param name="Level">The share of measurements an interval is meant to hold.</param>
internal sealed record TwoStep(Forecaster Loss, Forecaster Score, ThroughMetric Through, MetricRange Range, double Level)
{
    /// <summary>The law's name in results.</summary>
    public string Name => $"{Score.Fit.Law.Name} through {Through.Metric}";

    /// <summary>The score and its interval at scales.</summary>
    public ImmutableArray<CurvePoint> Curve(IReadOnlyList<double> at)
    {
        double[][] draws = DrawsAt(at);
        return [.. at.Select((x, place) =>
        {
            double value = ValueAt(x);
            (double low, double high) = Quantiles.Middle(draws.Select(draw => draw[place]).Where(double.IsFinite), Level);
            return new CurvePoint(x, value, Math.Min(Range.Clip(low), value), Math.Max(Range.Clip(high), value));
        })];
    }

    /// <summary>The score by both laws, in the metric's range.</summary>
    public double ValueAt(double x) => Range.Clip(Score.Fit.Predict(Loss.Fit.Predict(x)));

    /// <summary>For each draw one measurement at each scale: [draw][scale].</summary>
    public double[][] DrawsAt(IReadOnlyList<double> at) => [.. Loss.DrawsAt(at).Select((losses, number) => Score.DrawOf(number, losses))];
}
