using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>
/// Attention weights of one head: softmax over keys of score + bias + mask, in place, and its gradient. Scores are (batch, queries, keys), the bias
/// (queries, keys), the mask (batch, 1 or queries, keys); bias and mask may be absent (null).
/// </summary>
internal static unsafe class SoftmaxKernel
{
    private const int Block = 1024;

    private static readonly int Width = Vector512<float>.Count;

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

    /// <summary>The queries of one item and head, by the calling thread: the mask is (1 or queries, keys).</summary>
    public static void ForwardRows(float* scores, float* bias, float* mask, int queries, int keys, bool maskByQuery = false)
    {
        for (int row = 0; row < queries; row++, scores += keys)
        {
            if (bias is not null)
            {
                Add(scores, bias + ((long)row * keys), keys);
            }

            if (mask is not null)
            {
                Add(scores, maskByQuery ? mask + ((long)row * keys) : mask, keys);
            }

            Normalise(scores, keys);
        }
    }

    /// <summary>The gradient of one item and head, by the calling thread.</summary>
    public static void BackwardRows(float* weights, float* gradient, float* biasGradient, int queries, int keys)
    {
        for (long row = 0; row < queries; row++)
        {
            BackwardRow(weights + (row * keys), gradient + (row * keys), biasGradient is null ? null : biasGradient + (row * keys), keys);
        }
    }

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
        long start = (long)first * Block;
        DropRange(from + start, to + start, Math.Min((long)end * Block, count) - start, place + (uint)start, dropout);
    });

    /// <summary>The same by the calling thread.</summary>
    public static void DropRange(float* from, float* to, long count, uint place, DropoutSite dropout)
    {
        long i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512.Store(Vector512.Load(from + i) * dropout.Factors(place + (uint)i), to + i);
        }

        for (; i < count; i++)
        {
            to[i] = from[i] * dropout.Factor(place + (uint)i);
        }
    }

    /// <summary>to += from.</summary>
    public static void Add(float* to, float* from, long count)
    {
        long i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512.Store(Vector512.Load(to + i) + Vector512.Load(from + i), to + i);
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
        Vector512<float> scales = Vector512.Create(scale);
        int i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512.Store(Vector512.Load(row + i) * scales, row + i);
        }

        for (; i < count; i++)
        {
            row[i] *= scale;
        }
    }

    private static void BackwardRow(float* p, float* g, float* biasGradient, int keys)
    {
        Vector512<float> dots = Vector512<float>.Zero;
        int i = 0;
        for (; i <= keys - Width; i += Width)
        {
            dots = Vector512.MultiplyAddEstimate(Vector512.Load(p + i), Vector512.Load(g + i), dots);
        }

        float dot = Vector512.Sum(dots);
        for (; i < keys; i++)
        {
            dot += p[i] * g[i];
        }

        Vector512<float> shift = Vector512.Create(dot);
        for (i = 0; i <= keys - Width; i += Width)
        {
            Vector512.Store(Vector512.Load(p + i) * (Vector512.Load(g + i) - shift), g + i);
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
