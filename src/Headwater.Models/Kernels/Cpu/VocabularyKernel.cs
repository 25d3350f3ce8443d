using System.Numerics;

namespace Headwater.Models;

/// <summary>Cross-entropy over logits, row by row, which become their own gradient in place: see <see cref="VocabularyLoss"/>.</summary>
internal static unsafe class VocabularyKernel
{
    private static readonly int Width = Vector<float>.Count;

    /// <summary>
    /// With log Z = logsumexp z:  losses[row] = log Z − (1−ε) z_target − ε mean z + ζ (log Z)²;
    /// z = ( (1 + 2 ζ log Z) softmax z − (1−ε) onehot − ε/V ) · scale.
    /// </summary>
    public static void LossAndSlope(float* logits, long* targets, double[] losses, int rows, int size, float smoothing, float scale, double zLoss = 0) =>
        RowRanges.ForEach(rows, size, (_, first, end) =>
    {
        for (int row = first; row < end; row++)
        {
            float* z = logits + ((long)row * size);
            float target = z[targets[row]];
            float mean = smoothing > 0 ? Sum(z, size) / size : 0;
            (float maximum, float sum) = Lanes.Exponentials(z, size);
            double normaliser = maximum + Math.Log(sum);
            losses[row] = normaliser - ((1.0 - smoothing) * target) - (smoothing * (double)mean) + (zLoss * normaliser * normaliser);
            Slope(z, size, scale / sum * (float)(1 + (2 * zLoss * normaliser)), smoothing * scale / size);
            z[targets[row]] -= (1 - smoothing) * scale;
        }
    });

    private static float Sum(float* z, int size)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            sums += Vector.Load(z + i);
        }

        float sum = Vector.Sum(sums);
        for (; i < size; i++)
        {
            sum += z[i];
        }

        return sum;
    }

    private static void Slope(float* z, int size, float factor, float less)
    {
        Vector<float> factors = new(factor);
        Vector<float> lesses = new(less);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector.Store((Vector.Load(z + i) * factors) - lesses, z + i);
        }

        for (; i < size; i++)
        {
            z[i] = (z[i] * factor) - less;
        }
    }
}
