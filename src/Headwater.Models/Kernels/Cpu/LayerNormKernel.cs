using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>
/// y = (x − mean) · s · scale + shift, s = 1 / sqrt(variance + ε), row by row (Ba et al. 2016, arXiv:1607.06450), and its gradient. By the calling thread.
/// </summary>
internal static unsafe class LayerNormKernel
{
    private static readonly int Width = Vector512<float>.Count;

    public static void Forward(float* x, float* scale, float* shift, float* y, int rows, int size, float epsilon)
    {
        for (int row = 0; row < rows; row++, x += size, y += size)
        {
            (float mean, float s) = Moments(x, size, epsilon);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector512<float> centred = (Vector512.Load(x + i) - Vector512.Create(mean)) * s;
                Vector512.Store((centred * Vector512.Load(scale + i)) + Vector512.Load(shift + i), y + i);
            }

            for (; i < size; i++)
            {
                y[i] = ((x[i] - mean) * s * scale[i]) + shift[i];
            }
        }
    }

    /// <summary>
    /// With h = (x − mean) s and u = g · scale:  dx += s (u − mean(u) − h mean(u h)),  dscale += g h,  dshift += g.
    /// </summary>
    public static void BackwardAdd(float* gradient, float* x, float* scale, float* xGradient, float* scaleGradient, float* shiftGradient, int rows, int size, float epsilon)
    {
        for (int row = 0; row < rows; row++, gradient += size, x += size, xGradient += size)
        {
            (float mean, float s) = Moments(x, size, epsilon);
            (float meanSlope, float meanProduct) = (0, 0);
            for (int i = 0; i < size; i++)
            {
                float slope = gradient[i] * scale[i];
                meanSlope += slope;
                meanProduct += slope * (x[i] - mean) * s;
            }

            (meanSlope, meanProduct) = (meanSlope / size, meanProduct / size);
            for (int i = 0; i < size; i++)
            {
                float h = (x[i] - mean) * s;
                xGradient[i] += s * ((gradient[i] * scale[i]) - meanSlope - (h * meanProduct));
                scaleGradient[i] += gradient[i] * h;
                shiftGradient[i] += gradient[i];
            }
        }
    }

    private static (float Mean, float Scale) Moments(float* x, int size, float epsilon)
    {
        float sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += x[i];
        }

        float mean = sum / size;
        float squares = 0;
        for (int i = 0; i < size; i++)
        {
            squares += (x[i] - mean) * (x[i] - mean);
        }

        return (mean, 1 / MathF.Sqrt((squares / size) + epsilon));
    }
}
