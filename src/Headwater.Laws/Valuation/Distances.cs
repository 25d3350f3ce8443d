namespace Headwater.Laws;

/// <summary>
/// How far mixtures are from their mean at a larger scale, without a law: their distances over the last scales that all have measured go on along a
/// straight line over ln scale, whose slope is made smaller as far as it may be noise.
/// </summary>
internal static class Distances
{
    // The slope is seen over this many scales, the distance itself over fewer.
    private const int SlopeScales = 5;
    private const int LevelScales = 3;

    // A slope is shrunk by half at the most: two mixtures are never known to stay as far apart as they are.
    private const double LeastKept = 0.5;

    /// <summary>For each member draws of its distance, better ones larger, [member][draw]; <c>null</c> where the members have no scale in common.</summary>
    public static double[][]? Draw(IReadOnlyList<Candidate> members, TestSetNoise shared, double scale, AnalysisOptions options)
    {
        double[] x = [.. members.Select(member => member.Curve.X.AsEnumerable()).Aggregate((one, other) => one.Intersect(other)).TakeLast(SlopeScales)];
        if (x.Length == 0)
        {
            return null;
        }

        double[][] values = [.. members.Select(member => x.Select(place => member.Curve.Y[Array.IndexOf(member.Curve.X, place)]).ToArray())];
        double[] means = [.. Enumerable.Range(0, x.Length).Select(place => values.Average(own => own[place]))];
        RandomStream random = new(RandomStream.Seed(options.Seed, "distances"));
        double[][] draws = new double[members.Count][];
        for (int index = 0; index < draws.Length; index++)
        {
            double noise = members[index].Noise * Math.Sqrt(1 - shared.Share);
            (double middle, double spread) = Continue(x, [.. values[index].Zip(means, (value, mean) => value - mean)], noise, Math.Log(scale));
            draws[index] = new double[options.Resamples];
            for (int number = 0; number < options.Resamples; number++)
            {
                draws[index][number] = middle + (spread * random.NextNormal());
            }
        }

        return draws;
    }

    // The distance at ln scale and its standard deviation.
    private static (double Middle, double Spread) Continue(double[] x, double[] distances, double noise, double logScale)
    {
        int last = Math.Min(LevelScales, x.Length);
        double level = distances[^last..].Average();
        double error = noise / Math.Sqrt(last);
        if (x.Length < 3)
        {
            return (level, error);
        }

        double mean = x.Average();
        double along = x.Sum(place => (place - mean) * (place - mean));
        double slope = x.Zip(distances, (place, distance) => (place - mean) * distance).Sum() / along;
        double slopeError = noise / Math.Sqrt(along);
        double kept = slope == 0 ? LeastKept : Math.Max(LeastKept, 1 - (slopeError * slopeError / (slope * slope)));
        double ahead = logScale - x[^last..].Average();
        return (level + (kept * slope * ahead), Math.Sqrt((error * error) + (kept * slopeError * slopeError * ahead * ahead)));
    }
}
