using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>y = x · scale · s, s = 1 / sqrt(mean(x²) + ε), row by row (Zhang, Sennrich 2019, arXiv:1910.07467), and its gradient.</summary>
internal static unsafe class RmsNormKernel
{
    private static readonly int Width = Vector512<float>.Count;

    public static void Forward(float* x, float* scale, float* y, int rows, int size, float epsilon) =>
        RowRanges.ForEach(rows, size, (_, first, end) => ForwardRows(x, scale, y, first, end, size, epsilon));

    /// <summary>The rows from first to before end, by the calling thread.</summary>
    public static void ForwardRows(float* x, float* scale, float* y, int first, int end, int size, float epsilon)
    {
        for (int row = first; row < end; row++)
        {
            float* xs = x + ((long)row * size);
            float* ys = y + ((long)row * size);
            float s = 1 / MathF.Sqrt((Dot(xs, xs, size) / size) + epsilon);
            Vector512<float> factor = Vector512.Create(s);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector512.Store(Vector512.Load(xs + i) * factor * Vector512.Load(scale + i), ys + i);
            }

            for (; i < size; i++)
            {
                ys[i] = xs[i] * s * scale[i];
            }
        }
    }

    /// <summary>dx = s · g · scale − x · s³ · Σ(g · scale · x) / size; dscale = Σ over rows of g · x · s. Both are written, not added to.</summary>
    public static void Backward(float* gradient, float* x, float* scale, float* xGradient, float* scaleGradient, int rows, int size, float epsilon)
    {
        int ranges = RowRanges.Count(rows, size);
        float[] sums = new float[ranges * size];
        RowRanges.ForEach(rows, size, (range, first, end) =>
        {
            fixed (float* allSums = sums)
            {
                float* sum = allSums + ((long)range * size);
                for (int row = first; row < end; row++)
                {
                    long offset = (long)row * size;
                    BackwardRow(gradient + offset, x + offset, scale, null, xGradient + offset, sum, size, epsilon);
                }
            }
        });
        for (int i = 0; i < size; i++)
        {
            float sum = 0;
            for (int range = 0; range < ranges; range++)
            {
                sum += sums[(range * size) + i];
            }

            scaleGradient[i] = sum;
        }
    }

    /// <summary>The same by the calling thread, added to what both gradients hold.</summary>
    public static void BackwardAdd(float* gradient, float* x, float* scale, float* xGradient, float* scaleGradient, int rows, int size, float epsilon)
    {
        for (int row = 0; row < rows; row++)
        {
            long offset = (long)row * size;
            BackwardRow(gradient + offset, x + offset, scale, xGradient + offset, xGradient + offset, scaleGradient, size, epsilon);
        }
    }

    // What is added to may be absent, or the place that is written.
    private static void BackwardRow(float* g, float* x, float* scale, float* added, float* xGradient, float* scaleSum, int size, float epsilon)
    {
        float s = 1 / MathF.Sqrt((Dot(x, x, size) / size) + epsilon);
        float pull = Dot(g, scale, x, size) * s * s * s / size;
        Vector512<float> factor = Vector512.Create(s);
        Vector512<float> pulls = Vector512.Create(pull);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector512<float> gs = Vector512.Load(g + i) * factor;
            Vector512<float> xs = Vector512.Load(x + i);
            Vector512<float> slope = (gs * Vector512.Load(scale + i)) - (xs * pulls);
            Vector512.Store(added is null ? slope : slope + Vector512.Load(added + i), xGradient + i);
            Vector512.Store(Vector512.Load(scaleSum + i) + (gs * xs), scaleSum + i);
        }

        for (; i < size; i++)
        {
            xGradient[i] = (g[i] * s * scale[i]) - (x[i] * pull) + (added is null ? 0 : added[i]);
            scaleSum[i] += g[i] * s * x[i];
        }
    }

    private static float Dot(float* a, float* b, int size)
    {
        Vector512<float> even = Vector512<float>.Zero;
        Vector512<float> odd = Vector512<float>.Zero;
        int i = 0;
        for (; i <= size - (2 * Width); i += 2 * Width)
        {
            even = Vector512.MultiplyAddEstimate(Vector512.Load(a + i), Vector512.Load(b + i), even);
            odd = Vector512.MultiplyAddEstimate(Vector512.Load(a + i + Width), Vector512.Load(b + i + Width), odd);
        }

        float sum = Vector512.Sum(even + odd);
        for (; i < size; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static float Dot(float* a, float* b, float* c, int size)
    {
        Vector512<float> sums = Vector512<float>.Zero;
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            sums = Vector512.MultiplyAddEstimate(Vector512.Load(a + i) * Vector512.Load(b + i), Vector512.Load(c + i), sums);
        }

        float sum = Vector512.Sum(sums);
        for (; i < size; i++)
        {
            sum += a[i] * b[i] * c[i];
        }

        return sum;
    }
}
