using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Headwater.Models;

/// <summary>
/// Attention of some queries of one head over the same keys and values, as hypotheses of one input attend to it: each key and value is read once for
/// all of them. By the calling thread.
/// </summary>
internal static unsafe class SharedAttentionKernel
{
    /// <summary>Queries that are done together.</summary>
    public const int Queries = 4;

    private static readonly int Width = Vector512<float>.Count;

    /// <summary>
    /// context = Σ softmax(q · k) v for each query. Queries and contexts are <paramref name="rowStep"/> apart, keys and values <paramref name="step"/>;
    /// scores are scratch for Queries · count. The head's width is a multiple of 32.
    /// </summary>
    public static void Run(float* queries, float* keys, float* values, long step, int count, float* scores, float* contexts, long rowStep, int width)
    {
        for (int i = 0; i < count; i++)
        {
            Vector128<float> products = Products(queries, keys + (i * step), rowStep, width);
            for (int query = 0; query < Queries; query++)
            {
                scores[(query * count) + i] = products[query];
            }
        }

        float* sums = stackalloc float[Queries];
        for (int query = 0; query < Queries; query++)
        {
            (_, sums[query]) = Lanes.Exponentials(scores + (query * count), count);
        }

        for (int at = 0; at < width; at += 2 * Width)
        {
            Average(values + at, step, scores, count, sums, contexts + at, rowStep);
        }
    }

    /// <summary>Whether heads of such a width can be done so.</summary>
    public static bool Supports(int width) => width % (2 * Width) == 0;

    private static Vector128<float> Products(float* queries, float* key, long rowStep, int width)
    {
        Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a;
        for (int i = 0; i < width; i += Width)
        {
            Vector512<float> part = Vector512.Load(key + i);
            a = Vector512.MultiplyAddEstimate(Vector512.Load(queries + i), part, a);
            b = Vector512.MultiplyAddEstimate(Vector512.Load(queries + rowStep + i), part, b);
            c = Vector512.MultiplyAddEstimate(Vector512.Load(queries + (2 * rowStep) + i), part, c);
            d = Vector512.MultiplyAddEstimate(Vector512.Load(queries + (3 * rowStep) + i), part, d);
        }

        return Sums(Half(a), Half(b), Half(c), Half(d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Half(Vector512<float> lanes) => lanes.GetLower() + lanes.GetUpper();

    // The sums of four registers: neighbours are added three times over, which brings all four into one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sums(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (!Avx.IsSupported)
        {
            return Vector128.Create(Vector256.Sum(a), Vector256.Sum(b), Vector256.Sum(c), Vector256.Sum(d));
        }

        Vector256<float> four = Avx.HorizontalAdd(Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
        return four.GetLower() + four.GetUpper();
    }

    // Two registers' worth of each context: eight sums that stay in registers over all keys.
    private static void Average(float* values, long step, float* weights, int count, float* sums, float* contexts, long rowStep)
    {
        Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a, a2 = a, b2 = a, c2 = a, d2 = a;
        for (int i = 0; i < count; i++, values += step, weights++)
        {
            (Vector512<float> first, Vector512<float> second) = (Vector512.Load(values), Vector512.Load(values + Width));
            (Vector512<float> x, Vector512<float> y) = (Vector512.Create(weights[0]), Vector512.Create(weights[count]));
            (a, a2) = (Vector512.MultiplyAddEstimate(first, x, a), Vector512.MultiplyAddEstimate(second, x, a2));
            (b, b2) = (Vector512.MultiplyAddEstimate(first, y, b), Vector512.MultiplyAddEstimate(second, y, b2));
            (x, y) = (Vector512.Create(weights[2 * count]), Vector512.Create(weights[3 * count]));
            (c, c2) = (Vector512.MultiplyAddEstimate(first, x, c), Vector512.MultiplyAddEstimate(second, x, c2));
            (d, d2) = (Vector512.MultiplyAddEstimate(first, y, d), Vector512.MultiplyAddEstimate(second, y, d2));
        }

        Store(a, a2, sums[0], contexts);
        Store(b, b2, sums[1], contexts + rowStep);
        Store(c, c2, sums[2], contexts + (2 * rowStep));
        Store(d, d2, sums[3], contexts + (3 * rowStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> first, Vector512<float> second, float sum, float* context)
    {
        Vector512<float> scale = Vector512.Create(1 / sum);
        Vector512.Store(first * scale, context);
        Vector512.Store(second * scale, context + Width);
    }
}
