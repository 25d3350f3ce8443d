using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed unsafe class SharedAttentionKernelTests
{
    private const int Queries = SharedAttentionKernel.Queries;

    // A query's context differs from that of the plain formula by rounding alone: sums of some dozens of float32 products.
    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 17)]
    [InlineData(64, 40)]
    [InlineData(128, 3)]
    public void Run_AnyWidthAndCount_IsAttentionOfEachQuery(int width, int count)
    {
        SplitMix random = new((ulong)(width + count));
        int inner = 2 * width, step = (2 * inner) + 5;
        float[] queries = Numbers(random, Queries * inner), keys = Numbers(random, count * step), contexts = new float[Queries * inner];
        float[] scores = new float[Queries * count];

        fixed (float* q = queries, k = keys, s = scores, c = contexts)
        {
            SharedAttentionKernel.Run(q, k, k + inner, step, count, s, c, inner, width);
        }

        for (int query = 0; query < Queries; query++)
        {
            float[] expected = Attention(queries.AsSpan(query * inner, width), keys, step, inner, count);
            Assert.All(Enumerable.Range(0, width), i => Assert.Equal(expected[i], contexts[(query * inner) + i], 1e-5f));
        }
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(48, false)]
    [InlineData(32, true)]
    [InlineData(64, true)]
    public void Supports_Width_IsWholePairsOfRegisters(int width, bool expected) => Assert.Equal(expected, SharedAttentionKernel.Supports(width));

    private static float[] Attention(ReadOnlySpan<float> query, float[] keys, int step, int values, int count)
    {
        double[] weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int d = 0; d < query.Length; d++)
            {
                weights[i] += (double)query[d] * keys[(i * step) + d];
            }

            weights[i] = Math.Exp(weights[i]);
        }

        double sum = weights.Sum();
        return [.. Enumerable.Range(0, query.Length).Select(d => (float)(Enumerable.Range(0, count).Sum(i => weights[i] * keys[(i * step) + values + d]) / sum))];
    }

    private static float[] Numbers(SplitMix random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextInt32(2001) - 1000) / 1500f)];
}
