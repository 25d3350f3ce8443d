using System.Numerics;

namespace Headwater.Models;

/// <summary>y = x · scale · s, s = 1 / sqrt(mean(x²) + ε), row by row (Zhang, Sennrich 2019, arXiv:1910.07467), and its gradient.</summary>
internal static unsafe class RmsNormKernel
{
    private static readonly int Width = Vector<float>.Count;

    public static void Forward(float* x, float* scale, float* y, int rows, int size, float epsilon) =>
        RowRanges.ForEach(rows, size, (_, first, end) =>
    {
        for (int row = first; row < end; row++)
        {
            float* xs = x + ((long)row * size);
            float* ys = y + ((long)row * size);
            float s = 1 / MathF.Sqrt((Dot(xs, xs, size) / size) + epsilon);
            Vector<float> factor = new(s);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector.Store(Vector.Load(xs + i) * factor * Vector.Load(scale + i), ys + i);
            }

            for (; i < size; i++)
            {
                ys[i] = xs[i] * s * scale[i];
            }
        }
    });

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
                    BackwardRow(gradient + offset, x + offset, scale, xGradient + offset, sum, size, epsilon);
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

    private static void BackwardRow(float* g, float* x, float* scale, float* xGradient, float* scaleSum, int size, float epsilon)
    {
        float s = 1 / MathF.Sqrt((Dot(x, x, size) / size) + epsilon);
        float pull = Dot(g, scale, x, size) * s * s * s / size;
        Vector<float> factor = new(s);
        Vector<float> pulls = new(pull);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector<float> gs = Vector.Load(g + i) * factor;
            Vector<float> xs = Vector.Load(x + i);
            Vector.Store((gs * Vector.Load(scale + i)) - (xs * pulls), xGradient + i);
            Vector.Store(Vector.Load(scaleSum + i) + (gs * xs), scaleSum + i);
        }

        for (; i < size; i++)
        {
            xGradient[i] = (g[i] * s * scale[i]) - (x[i] * pull);
            scaleSum[i] += g[i] * s * x[i];
        }
    }

    private static float Dot(float* a, float* b, int size)
    {
        Vector<float> even = Vector<float>.Zero;
        Vector<float> odd = Vector<float>.Zero;
        int i = 0;
        for (; i <= size - (2 * Width); i += 2 * Width)
        {
            even = Vector.MultiplyAddEstimate(Vector.Load(a + i), Vector.Load(b + i), even);
            odd = Vector.MultiplyAddEstimate(Vector.Load(a + i + Width), Vector.Load(b + i + Width), odd);
        }

        float sum = Vector.Sum(even + odd);
        for (; i < size; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static float Dot(float* a, float* b, float* c, int size)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            sums = Vector.MultiplyAddEstimate(Vector.Load(a + i) * Vector.Load(b + i), Vector.Load(c + i), sums);
        }

        float sum = Vector.Sum(sums);
        for (; i < size; i++)
        {
            sum += a[i] * b[i] * c[i];
        }

        return sum;
    }
}
