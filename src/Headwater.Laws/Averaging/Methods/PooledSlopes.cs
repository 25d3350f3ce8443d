namespace Headwater.Laws;

/// <summary>
/// Draws the slopes of a group's curves towards each other, each by as much as noise explains of its distance: empirical Bayes with a normal prior, whose
/// variance is that of the slopes minus that of their errors (moments; Efron and Morris 1973, doi:10.1080/01621459.1973.10481350).
/// </summary>
/// <param name="Common">The slope that all are drawn towards.</param>
/// <param name="Kept">For each curve, the share of its distance from <paramref name="Common"/> that is kept.</param>
internal sealed record PooledSlopes(double Common, double[] Kept)
{
    private const int LeastCurves = 3;

    /// <summary>The pool of a group. Groups of fewer than three curves keep their own slopes.</summary>
    public static PooledSlopes Of(ReadOnlySpan<LineFit> fits, double noiseVariance)
    {
        double[] kept = new double[fits.Length];
        if (fits.Length < LeastCurves)
        {
            Array.Fill(kept, 1);
            return new(0, kept);
        }

        double mean = 0;
        double error = 0;
        foreach (LineFit fit in fits)
        {
            mean += fit.Slope / fits.Length;
            error += fit.SlopeVariance * noiseVariance / fits.Length;
        }

        double variance = 0;
        foreach (LineFit fit in fits)
        {
            variance += (fit.Slope - mean) * (fit.Slope - mean) / (fits.Length - 1);
        }

        double between = Math.Max(0, variance - error);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < fits.Length; i++)
        {
            double spread = between + (fits[i].SlopeVariance * noiseVariance);
            sum += fits[i].Slope / spread;
            total += 1 / spread;
            kept[i] = between / spread;
        }

        return new(sum / total, kept);
    }

    /// <summary>A curve's slope after pooling.</summary>
    public double Shrink(int number, double slope) => Common + ((slope - Common) * Kept[number]);
}
