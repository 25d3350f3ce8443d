namespace Headwater.Laws;

/// <summary>
/// Draws the slopes of a group's curves towards each other, each by as much as noise explains of its distance: empirical Bayes with a normal prior, whose
/// variance is that of the slopes less that of their errors (moments; Efron and Morris 1973, doi:10.1080/01621459.1973.10481350).
/// </summary>
internal static class SlopePool
{
    private const int LeastCurves = 3;

    /// <summary>The slopes after pooling. Groups of fewer than three curves keep their own.</summary>
    public static double[] Pool(ReadOnlySpan<LineFit> fits, double noiseVariance)
    {
        double[] slopes = new double[fits.Length];
        double mean = 0;
        double error = 0;
        for (int i = 0; i < fits.Length; i++)
        {
            slopes[i] = fits[i].Slope;
            mean += slopes[i] / fits.Length;
            error += fits[i].SlopeVariance * noiseVariance / fits.Length;
        }

        if (fits.Length < LeastCurves)
        {
            return slopes;
        }

        double variance = 0;
        foreach (double slope in slopes)
        {
            variance += (slope - mean) * (slope - mean) / (fits.Length - 1);
        }

        double between = Math.Max(0, variance - error);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < fits.Length; i++)
        {
            double precision = 1 / (between + (fits[i].SlopeVariance * noiseVariance));
            sum += precision * slopes[i];
            total += precision;
        }

        double common = sum / total;
        for (int i = 0; i < fits.Length; i++)
        {
            slopes[i] = common + ((slopes[i] - common) * between / (between + (fits[i].SlopeVariance * noiseVariance)));
        }

        return slopes;
    }
}
