using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>Attention of one query of one head over keys and values that lie anywhere, by the calling thread.</summary>
internal static unsafe class CachedAttentionKernel
{
    private static readonly int Width = Vector512<float>.Count;

    /// <summary>
    /// context = Σ softmax(q · k + bias) v. Key i is at keys + places[i] and value i at values + places[i]; bias may be absent, scores are scratch for count.
    /// </summary>
    public static void Run(float* query, float* keys, float* values, long* places, int count, float* bias, float* scores, float* context, int width)
    {
        for (int i = 0; i < count; i++)
        {
            scores[i] = Dot(query, keys + places[i], width) + (bias is null ? 0 : bias[i]);
        }

        (_, float sum) = Lanes.Exponentials(scores, count);
        int at = 0;
        for (; at <= width - (2 * Width); at += 2 * Width)
        {
            AverageTwo(values + at, places, scores, count, 1 / sum, context + at);
        }

        for (; at < width; at++)
        {
            float total = 0;
            for (int i = 0; i < count; i++)
            {
                total += scores[i] * values[places[i] + at];
            }

            context[at] = total / sum;
        }
    }

    private static float Dot(float* a, float* b, int width)
    {
        Vector512<float> sums = Vector512<float>.Zero;
        int i = 0;
        for (; i <= width - Width; i += Width)
        {
            sums = Vector512.MultiplyAddEstimate(Vector512.Load(a + i), Vector512.Load(b + i), sums);
        }

        float sum = Vector512.Sum(sums);
        for (; i < width; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    // Two registers' worth of the context, which stay in registers over all keys.
    private static void AverageTwo(float* values, long* places, float* weights, int count, float scale, float* context)
    {
        (Vector512<float> first, Vector512<float> second) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (int i = 0; i < count; i++)
        {
            Vector512<float> weight = Vector512.Create(weights[i]);
            float* value = values + places[i];
            first = Vector512.MultiplyAddEstimate(Vector512.Load(value), weight, first);
            second = Vector512.MultiplyAddEstimate(Vector512.Load(value + Width), weight, second);
        }

        Vector512<float> scales = Vector512.Create(scale);
        Vector512.Store(first * scales, context);
        Vector512.Store(second * scales, context + Width);
    }
}
