using System.Numerics;

namespace Headwater.Models;

/// <summary>
/// Attention weights of one head: softmax over keys of score + bias + mask, in place, and its gradient. Scores are (batch, queries, keys), the bias
/// (queries, keys), the mask (batch, 1 or queries, keys); bias and mask may be absent (null).
/// </summary>
internal static unsafe class SoftmaxKernel
{
    private const int Block = 1024;

    private static readonly int Width = Vector<float>.Count;

    public static void Forward(float* scores, float* bias, float* mask, int maskQueries, int batch, int queries, int keys) =>
        RowRanges.ForEach(batch * queries, keys, (_, first, end) =>
    {
        for (int row = first; row < end; row++)
        {
            float* scoreRow = scores + ((long)row * keys);
            if (bias is not null)
            {
                Add(scoreRow, bias + ((long)(row % queries) * keys), keys);
            }

            if (mask is not null)
            {
                Add(scoreRow, mask + ((long)(maskQueries == 1 ? row / queries : row) * keys), keys);
            }

            Normalise(scoreRow, keys);
        }
    });

    /// <summary>
    /// dscore = p (g − Σ p g), written over g; the bias' gradient is added to, over the batch. Rows are shared by query, so that each sum has one owner.
    /// </summary>
    public static void Backward(float* weights, float* gradient, float* biasGradient, int batch, int queries, int keys) =>
        RowRanges.ForEach(queries, batch * keys, (_, first, end) =>
    {
        for (int item = 0; item < batch; item++)
        {
            for (int query = first; query < end; query++)
            {
                long offset = (((long)item * queries) + query) * keys;
                BackwardRow(weights + offset, gradient + offset, biasGradient is null ? null : biasGradient + ((long)query * keys), keys);
            }
        }
    });

    /// <summary>to = from · dropout; places count on from <paramref name="place"/>. Both may be the same memory.</summary>
    public static void Drop(float* from, float* to, long count, uint place, DropoutSite dropout) =>
        RowRanges.ForEach((int)(count / Block) + 1, Block, (_, first, end) =>
    {
        long last = Math.Min((long)end * Block, count);
        long i = (long)first * Block;
        for (; i <= last - Width; i += Width)
        {
            Vector.Store(Vector.Load(from + i) * dropout.Factors(place + (uint)i), to + i);
        }

        for (; i < last; i++)
        {
            to[i] = from[i] * dropout.Factor(place + (uint)i);
        }
    });

    private static void Add(float* to, float* from, int count)
    {
        int i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector.Store(Vector.Load(to + i) + Vector.Load(from + i), to + i);
        }

        for (; i < count; i++)
        {
            to[i] += from[i];
        }
    }

    private static void Normalise(float* row, int count)
    {
        (_, float sum) = Lanes.Exponentials(row, count);
        float scale = 1 / sum;
        Vector<float> scales = new(scale);
        int i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector.Store(Vector.Load(row + i) * scales, row + i);
        }

        for (; i < count; i++)
        {
            row[i] *= scale;
        }
    }

    private static void BackwardRow(float* p, float* g, float* biasGradient, int keys)
    {
        Vector<float> dots = Vector<float>.Zero;
        int i = 0;
        for (; i <= keys - Width; i += Width)
        {
            dots = Vector.MultiplyAddEstimate(Vector.Load(p + i), Vector.Load(g + i), dots);
        }

        float dot = Vector.Sum(dots);
        for (; i < keys; i++)
        {
            dot += p[i] * g[i];
        }

        Vector<float> shift = new(dot);
        for (i = 0; i <= keys - Width; i += Width)
        {
            Vector.Store(Vector.Load(p + i) * (Vector.Load(g + i) - shift), g + i);
        }

        for (; i < keys; i++)
        {
            g[i] = p[i] * (g[i] - dot);
        }

        if (biasGradient is not null)
        {
            Add(biasGradient, g, keys);
        }
    }
}
