using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>What a step of <see cref="AdamW"/> multiplies with: the rate over the first moment's correction, the root of the second's, and what weights keep.</summary>
internal readonly record struct AdamWFactors(float Rate, float Root, float Kept);

/// <summary>
/// One step of AdamW in one pass over memory:  m = β1 m + (1−β1) g,  v = β2 v + (1−β2) g²,  w = kept · w − rate · m / (√v · root + ε), over w, m and v in place.
/// </summary>
internal static unsafe class AdamWKernel
{
    private const int Block = 1 << 12;
    private const float FirstDecay = (float)AdamW.FirstDecay;
    private const float SecondDecay = (float)AdamW.SecondDecay;
    private const float Epsilon = (float)AdamW.Epsilon;

    private static readonly int Width = Vector512<float>.Count;

    /// <summary>The factors of numbers before <paramref name="boundary"/> and from it on.</summary>
    public static void Step(nint weights, nint gradients, nint first, nint second, long count, long boundary, AdamWFactors before, AdamWFactors after)
    {
        int blocks = (int)((count + Block - 1) / Block);
        RowRanges.ForEach(blocks, Block, (_, begin, end) =>
        {
            long from = (long)begin * Block;
            long to = Math.Min((long)end * Block, count);
            long middle = Math.Clamp(boundary, from, to);
            Run((float*)weights, (float*)gradients, (float*)first, (float*)second, from, middle, before);
            Run((float*)weights, (float*)gradients, (float*)first, (float*)second, middle, to, after);
        });
    }

    private static void Run(float* w, float* g, float* m, float* v, long from, long to, AdamWFactors factors)
    {
        long i = from;
        for (; i <= to - Width; i += Width)
        {
            Vector512<float> gradient = Vector512.Load(g + i);
            Vector512<float> first = (Vector512.Load(m + i) * FirstDecay) + (gradient * (1 - FirstDecay));
            Vector512<float> second = (Vector512.Load(v + i) * SecondDecay) + (gradient * gradient * (1 - SecondDecay));
            Vector512.Store(first, m + i);
            Vector512.Store(second, v + i);
            Vector512<float> divisor = (Vector512.Sqrt(second) * factors.Root) + Vector512.Create(Epsilon);
            Vector512.Store((Vector512.Load(w + i) * factors.Kept) - (first * factors.Rate / divisor), w + i);
        }

        for (; i < to; i++)
        {
            m[i] = (m[i] * FirstDecay) + (g[i] * (1 - FirstDecay));
            v[i] = (v[i] * SecondDecay) + (g[i] * g[i] * (1 - SecondDecay));
            w[i] = (w[i] * factors.Kept) - (m[i] * factors.Rate / ((MathF.Sqrt(v[i]) * factors.Root) + Epsilon));
        }
    }
}
