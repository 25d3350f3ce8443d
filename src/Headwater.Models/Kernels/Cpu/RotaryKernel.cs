using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>
/// Rotary positions in place: the pair (x_i, x_{i + pairs}) of a head becomes (x_i c − x_{i+pairs} s, x_{i+pairs} c + x_i s). The gradient is the turn back,
/// with −s. By the calling thread.
/// </summary>
internal static unsafe class RotaryKernel
{
    private static readonly int Width = Vector512<float>.Count;

    /// <summary>Turns a row of heads, each <paramref name="pitch"/> numbers behind the one before, by the cosines and sines of its position.</summary>
    /// <param name="direction">1 to turn, −1 to turn back.</param>
    public static void Turn(float* row, int heads, int pitch, float* cosines, float* sines, int pairs, float direction)
    {
        for (int head = 0; head < heads; head++, row += pitch)
        {
            int i = 0;
            for (; i <= pairs - Width; i += Width)
            {
                Vector512<float> c = Vector512.Load(cosines + i);
                Vector512<float> s = Vector512.Load(sines + i) * direction;
                Vector512<float> first = Vector512.Load(row + i);
                Vector512<float> second = Vector512.Load(row + pairs + i);
                Vector512.Store((first * c) - (second * s), row + i);
                Vector512.Store((second * c) + (first * s), row + pairs + i);
            }

            for (; i < pairs; i++)
            {
                (float first, float second, float s) = (row[i], row[pairs + i], sines[i] * direction);
                row[i] = (first * cosines[i]) - (second * s);
                row[pairs + i] = (second * cosines[i]) + (first * s);
            }
        }
    }
}
