using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

/// <summary>Series whose trend is known, because it was put in: shapes over doublings of the scale, with noise.</summary>
internal static class SimulatedSeries
{
    private const double KnownLevel = 40;

    // What a score that wanders does at the least, as a share of its level, where no standard error says what noise is.
    private const double LeastFluctuation = 0.1;

    /// <summary>A series with standard errors: its shape is <paramref name="size"/> errors high, and its noise <paramref name="excess"/> times what the errors say.</summary>
    public static ImmutableArray<MeasuredPoint> WithErrors(Trend trend, int count, double size, double excess, ref RandomStream random)
    {
        double[] shape = Shape(trend, count, ref random);
        List<MeasuredPoint> points = [];
        for (int k = 0; k < count; k++)
        {
            points.Add(new(ScaleOf(k), KnownLevel + (size * shape[k]) + (excess * random.NextNormal()), 1, 1));
        }

        return [.. points];
    }

    /// <summary>A series without standard errors, with noise as a share of its level.</summary>
    public static ImmutableArray<MeasuredPoint> WithoutErrors(Trend trend, int count, double size, double noise, ref RandomStream random)
    {
        double[] shape = Shape(trend, count, ref random);
        double height = trend == Trend.Fluctuating ? Math.Max(size * noise, LeastFluctuation) : size * noise;
        List<MeasuredPoint> points = [];
        for (int k = 0; k < count; k++)
        {
            points.Add(new(ScaleOf(k), 20 * (1 + (height * shape[k]) + (noise * random.NextNormal())), null, 1));
        }

        return [.. points];
    }

    private static double ScaleOf(int index) => 1e6 * Math.Pow(2, index);

    // Heights from 0 to 1 (or down to −1) at evenly spaced logarithms of the scale.
    private static double[] Shape(Trend trend, int count, ref RandomStream random) => trend switch
    {
        Trend.Flat => new double[count],
        Trend.Improving => Exponential(count, Between(ref random, -1.5, 1.2)),
        Trend.Saturating => Exponential(count, Between(ref random, 4, 7)),
        Trend.Worsening => [.. Exponential(count, Between(ref random, -1.5, 5)).Select(height => -height)],
        _ => random.NextInt32(3) switch { 0 => Peak(count, ref random), 1 => Turning(count, ref random, isWalk: false), _ => Turning(count, ref random, isWalk: true) },
    };

    private static double[] Exponential(int count, double bend) =>
        [.. Enumerable.Range(0, count).Select(k => (1 - Math.Exp(-bend * k / (count - 1))) / (1 - Math.Exp(-bend)))];

    private static double[] Peak(int count, ref RandomStream random)
    {
        double place = Between(ref random, 0.4, 0.75);
        double fall = Between(ref random, 0.7, 1);
        double sign = random.NextDouble() < 0.7 ? 1 : -1;
        double[] raw = [.. Enumerable.Range(0, count).Select(k => k / (count - 1.0)).Select(u => u < place ? u / place : 1 - ((u - place) / (1 - place) * fall))];
        return [.. Scaled(raw).Select(height => sign * height)];
    }

    // Independent heights, or a walk, drawn until they go up and down by more than half of their range.
    private static double[] Turning(int count, ref RandomStream random, bool isWalk)
    {
        while (true)
        {
            double[] raw = new double[count];
            for (int k = 0; k < count; k++)
            {
                raw[k] = random.NextNormal() + (isWalk && k > 0 ? raw[k - 1] : 0);
            }

            double[] scaled = Scaled(raw);
            double down = LargestFall(scaled);
            double up = LargestFall([.. scaled.Select(height => -height)]);
            if (Math.Min(down, up) > 0.55)
            {
                return scaled;
            }
        }
    }

    private static double[] Scaled(double[] raw) => [.. raw.Select(height => (height - raw.Min()) / (raw.Max() - raw.Min()))];

    private static double LargestFall(double[] heights) => Enumerable.Range(0, heights.Length).Max(i => heights[i] - heights[i..].Min());

    private static double Between(ref RandomStream random, double low, double high) => low + ((high - low) * random.NextDouble());
}
