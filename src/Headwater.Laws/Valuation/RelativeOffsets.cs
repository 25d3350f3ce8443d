namespace Headwater.Laws;

/// <summary>
/// Offsets of mixtures from their mean at a larger scale, without a law: the offsets over the last scales that all have measured are extrapolated along a
/// straight line over ln scale, whose slope is made smaller as far as it may be noise.
/// </summary>
internal static class RelativeOffsets
{
    // The slope is seen over this many scales, the distance itself over fewer.
    private const int SlopeScales = 5;
    private const int LevelScales = 3;

    // A slope is shrunk by half at the most: two mixtures are never known to stay as far apart as they are.
    private const double LeastKept = 0.5;

    /// <summary>How the distance of each member continues; <c>null</c> where the members have no scale in common.</summary>
    public static OffsetLine[]? Lines(IReadOnlyList<Candidate> members, TestSetNoise shared)
    {
        double[] x = [.. members.Select(member => member.Curve.X.AsEnumerable()).Aggregate((one, other) => one.Intersect(other)).TakeLast(SlopeScales)];
        if (x.Length == 0)
        {
            return null;
        }

        double[][] values = [.. members.Select(member => x.Select(place => member.Curve.Y[Array.IndexOf(member.Curve.X, place)]).ToArray())];
        double[] means = [.. Enumerable.Range(0, x.Length).Select(place => values.Average(own => own[place]))];
        return [.. members.Select((member, index) => Continue(x, [.. values[index].Zip(means, (value, mean) => value - mean)], member.Noise * Math.Sqrt(1 - shared.Share)))];
    }

    /// <summary>For each member draws of its distance, better ones larger, [member][draw]; <c>null</c> where the members have no scale in common.</summary>
    public static double[][]? Draw(IReadOnlyList<Candidate> members, TestSetNoise shared, double scale, AnalysisOptions options) =>
        Lines(members, shared) is not { } lines ? null : [.. lines.Zip(Normals(members.Count, options), (line, normals) =>
        {
            (double middle, double spread) = line.At(Math.Log(scale));
            return normals.Select(normal => middle + (spread * normal)).ToArray();
        })];

    // The standard normal draws of each member.
    private static double[][] Normals(int members, AnalysisOptions options)
    {
        RandomStream random = new(RandomStream.Seed(options.Seed, "distances"));
        double[][] normals = new double[members][];
        for (int index = 0; index < members; index++)
        {
            normals[index] = new double[options.Resamples];
            for (int number = 0; number < options.Resamples; number++)
            {
                normals[index][number] = random.NextNormal();
            }
        }

        return normals;
    }

    private static OffsetLine Continue(double[] x, double[] distances, double noise)
    {
        int last = Math.Min(LevelScales, x.Length);
        double level = distances[^last..].Average();
        double error = noise / Math.Sqrt(last);
        double middle = x[^last..].Average();
        if (x.Length < 3)
        {
            return new(level, error, 0, 0, middle);
        }

        double mean = x.Average();
        double along = x.Sum(place => (place - mean) * (place - mean));
        double slope = x.Zip(distances, (place, distance) => (place - mean) * distance).Sum() / along;
        double slopeError = noise / Math.Sqrt(along);
        double kept = slope == 0 ? LeastKept : Math.Max(LeastKept, 1 - (slopeError * slopeError / (slope * slope)));
        return new(level, error, kept * slope, kept * slopeError * slopeError, middle);
    }
}

/// <summary>A distance that continues along a straight line over ln scale.</summary>
/// <param name="Level">The distance at <paramref name="Middle"/>.</param>
/// <param name="Error">Its standard deviation there.</param>
/// <param name="Slope">What one unit of ln scale adds.</param>
/// <param name="SlopeVariance">The variance of that.</param>
/// <param name="Middle">The mean ln scale of the last points.</param>
internal readonly record struct OffsetLine(double Level, double Error, double Slope, double SlopeVariance, double Middle)
{
    /// <summary>The distance at ln scale and its standard deviation.</summary>
    public (double Middle, double Spread) At(double logScale)
    {
        double ahead = logScale - Middle;
        return SlopeVariance == 0 ? (Level + (Slope * ahead), Error) : (Level + (Slope * ahead), Math.Sqrt((Error * Error) + (SlopeVariance * ahead * ahead)));
    }
}
