using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The standard error of a score that is no mean: its standard deviation over resampled test sets (Efron 1979).</summary>
internal static class ResampledError
{
    private const int Resamples = 500;      // leaves the error itself uncertain by 3%

    /// <param name="units">What is drawn: examples, or groups of them.</param>
    /// <param name="seed">Equal seeds give equal errors.</param>
    /// <param name="score">The score of the units drawn, of which one may come several times.</param>
    /// <returns>Null with fewer than two units.</returns>
    public static double? Of(int units, ulong seed, Func<int[], double> score)
    {
        if (units < 2)
            return null;
        SplitMix random = new(seed);
        double[] scores = new double[Resamples];
        int[] drawn = new int[units];
        for (int i = 0; i < Resamples; i++)
        {
            for (int unit = 0; unit < units; unit++)
                drawn[unit] = random.NextInt32(units);
            scores[i] = score(drawn);
        }

        double mean = scores.Average();
        return Math.Sqrt(scores.Sum(value => (value - mean) * (value - mean)) / (Resamples - 1));
    }
}
