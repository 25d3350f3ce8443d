using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>Cross-entropy over logits, row by row, which become their own gradient in place: see <see cref="VocabularyLoss"/>.</summary>
internal static unsafe class VocabularyKernel
{
    private static readonly int Width = Vector512<float>.Count;

    /// <summary>
    /// With log Z = logsumexp z:  losses[row] = log Z − (1−ε) z_target − ε mean z + ζ (log Z)²;
    /// z = ( (1 + 2 ζ log Z) softmax z − (1−ε) onehot − ε/V ) · scale.
    /// </summary>
    public static void LossAndSlope(float* logits, long* targets, double[] losses, int rows, int size, float smoothing, float scale, double zLoss = 0) =>
        RowRanges.ForEach(rows, size, (_, first, end) =>
        {
            fixed (double* sums = losses)
            {
                LossAndSlopeRows(logits, targets, sums, first, end, size, new LossTerms(smoothing, zLoss), scale);
            }
        });

    /// <summary>The rows from first to before end, by the calling thread.</summary>
    public static void LossAndSlopeRows(float* logits, long* targets, double* losses, int first, int end, int size, LossTerms terms, float scale)
    {
        float smoothing = (float)terms.Smoothing;
        for (int row = first; row < end; row++)
        {
            float* z = logits + ((long)row * size);
            float target = z[targets[row]];
            float mean = smoothing > 0 ? Sum(z, size) / size : 0;
            (float maximum, float sum) = Lanes.Exponentials(z, size);
            double normaliser = maximum + Math.Log(sum);
            losses[row] = normaliser - ((1.0 - smoothing) * target) - (smoothing * (double)mean) + (terms.ZLoss * normaliser * normaliser);
            Slope(z, size, scale / sum * (float)(1 + (2 * terms.ZLoss * normaliser)), smoothing * scale / size);
            z[targets[row]] -= (1 - smoothing) * scale;
        }
    }

    private static float Sum(float* z, int size)
    {
        Vector512<float> sums = Vector512<float>.Zero;
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            sums += Vector512.Load(z + i);
        }

        float sum = Vector512.Sum(sums);
        for (; i < size; i++)
        {
            sum += z[i];
        }

        return sum;
    }

    private static void Slope(float* z, int size, float factor, float less)
    {
        Vector512<float> factors = Vector512.Create(factor);
        Vector512<float> lesses = Vector512.Create(less);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector512.Store((Vector512.Load(z + i) * factors) - lesses, z + i);
        }

        for (; i < size; i++)
        {
            z[i] = (z[i] * factor) - less;
        }
    }
}

/// <summary>What a training loss adds to cross-entropy: ε spread over the vocabulary, and ζ of the squared logarithm of the normaliser.</summary>
internal readonly record struct LossTerms(double Smoothing, double ZLoss = 0);
