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
        new Span<float>(context, width).Clear();
        for (int i = 0; i < count; i++)
        {
            AddScaled(context, values + places[i], scores[i] / sum, width);
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

    private static void AddScaled(float* to, float* from, float scale, int width)
    {
        Vector512<float> scales = Vector512.Create(scale);
        int i = 0;
        for (; i <= width - Width; i += Width)
        {
            Vector512.Store(Vector512.MultiplyAddEstimate(Vector512.Load(from + i), scales, Vector512.Load(to + i)), to + i);
        }

        for (; i < width; i++)
        {
            to[i] += from[i] * scale;
        }
    }
}
