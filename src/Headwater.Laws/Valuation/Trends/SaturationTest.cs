namespace Headwater.Laws;

/// <summary>
/// Whether a rising curve has come to its end. Shapes from ones that get steeper to ones that have levelled off, and S-shapes between, are fitted to the
/// points; each counts by its likelihood. Shapes whose slope at the last scale is below a quarter of their mean slope are saturated; the two kinds have
/// even odds before the points are seen. A rule of this project: the paper has none.
/// </summary>
internal static class SaturationTest
{
    private const double SaturatedSlope = 0.25;

    private static readonly (Func<double, double> Rise, double EndSlope)[] Shapes = [.. Exponentials(), .. Logistics()];

    /// <summary>The probability that the curve is saturated at its last scale.</summary>
    public static double Probability(MeasuredCurve curve)
    {
        double[] u = [.. curve.X.Select(x => (x - curve.X[0]) / (curve.X[^1] - curve.X[0]))];
        double[] logs = [.. Shapes.Select(shape => LogLikelihood(curve, [.. u.Select(shape.Rise)]))];
        double most = logs.Max();
        double saturated = Shapes.Zip(logs).Where(shape => shape.First.EndSlope < SaturatedSlope).Average(shape => Math.Exp(shape.Second - most));
        double rising = Shapes.Zip(logs).Where(shape => shape.First.EndSlope >= SaturatedSlope).Average(shape => Math.Exp(shape.Second - most));
        return saturated / (saturated + rising);
    }

    // The shape is scaled and shifted to the points by weighted least squares; one that would have to be turned over counts as a constant.
    private static double LogLikelihood(MeasuredCurve curve, double[] shape)
    {
        double sum = curve.Weights.Sum();
        double meanShape = curve.Weights.Zip(shape, (weight, value) => weight * value).Sum() / sum;
        double meanY = curve.Weights.Zip(curve.Y, (weight, value) => weight * value).Sum() / sum;
        double along = 0;
        double across = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            along += curve.Weights[i] * (shape[i] - meanShape) * (shape[i] - meanShape);
            across += curve.Weights[i] * (shape[i] - meanShape) * (curve.Y[i] - meanY);
        }

        double slope = along > 0 ? Math.Max(0, across / along) : 0;
        double squares = Enumerable.Range(0, shape.Length).Sum(i => curve.Weights[i] * Math.Pow(curve.Y[i] - meanY - (slope * (shape[i] - meanShape)), 2));

        // Without standard errors the noise is unknown: its likelihood integrates to a power of the squares, kept from 0 by the least noise there is.
        return curve.Errors is null ? -curve.Count / 2.0 * Math.Log(squares + (2 * curve.Floor * curve.Floor) + double.Epsilon) : -squares / 2;
    }

    // (1 − e^(−cu)) / (1 − e^(−c)): steeper towards the end for c below 0, a line at 0, levelled off for large c.
    private static IEnumerable<(Func<double, double> Rise, double EndSlope)> Exponentials()
    {
        for (int half = -6; half <= 14; half++)
        {
            double c = half / 2.0;
            double whole = 1 - Math.Exp(-c);
            yield return c == 0 ? (u => u, 1) : (u => (1 - Math.Exp(-c * u)) / whole, c * Math.Exp(-c) / whole);
        }
    }

    private static IEnumerable<(Func<double, double> Rise, double EndSlope)> Logistics()
    {
        foreach (double steepness in new[] { 6.0, 10, 16 })
        {
            foreach (double middle in new[] { 0.3, 0.4, 0.5, 0.6, 0.7 })
            {
                double first = Logistic(-steepness * middle);
                double last = Logistic(steepness * (1 - middle));
                yield return (u => (Logistic(steepness * (u - middle)) - first) / (last - first), steepness * last * (1 - last) / (last - first));
            }
        }
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
