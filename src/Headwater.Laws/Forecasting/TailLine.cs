namespace Headwater.Laws;

/// <summary>A straight line in logs through the last points of a series, ln y = intercept + slope · ln x: the plainest rival of every law, and often a hard one.</summary>
internal readonly record struct TailLine(double Intercept, double Slope)
{
    /// <summary>The least-squares line through the last <paramref name="count"/> points, which are ordered by scale; flat through a single one.</summary>
    public static TailLine Through(double[] logScales, double[] logValues, int count)
    {
        ReadOnlySpan<double> x = logScales.AsSpan(Math.Max(0, logScales.Length - count));
        ReadOnlySpan<double> y = logValues.AsSpan(Math.Max(0, logValues.Length - count));
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            meanX += x[i] / x.Length;
            meanY += y[i] / y.Length;
        }

        double across = 0;
        double along = 0;
        for (int i = 0; i < x.Length; i++)
        {
            across += (x[i] - meanX) * (y[i] - meanY);
            along += (x[i] - meanX) * (x[i] - meanX);
        }

        double slope = along > 0 ? across / along : 0;
        return new(meanY - (slope * meanX), slope);
    }

    public double At(double logScale) => Intercept + (Slope * logScale);
}
