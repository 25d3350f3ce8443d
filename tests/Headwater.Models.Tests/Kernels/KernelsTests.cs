using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>The processor kernels against the same in libtorch's operations, with automatic differentiation as the oracle of gradients.</summary>
public sealed class KernelsTests
{
    // Sizes that fill registers, that leave a rest, and that are smaller than one; enough rows for two threads.
    [Theory]
    [InlineData(5, 64)]
    [InlineData(7, 37)]
    [InlineData(3, 5)]
    [InlineData(900, 40)]
    public void RmsNorm_AnySize_EqualsThePlainOne(int rows, int size)
    {
        Compare([rows, size], [size], (x, scale) => Kernels.RmsNorm(x, scale, 1e-6), (x, scale) => Kernels.PlainRmsNorm(x, scale, 1e-6));
    }

    [Theory]
    [InlineData(5, 64)]
    [InlineData(7, 37)]
    [InlineData(3, 5)]
    [InlineData(900, 40)]
    public void GatedGelu_AnySize_EqualsThePlainOne(int rows, int size)
    {
        Compare([rows, 2 * size], [1], (x, _) => Kernels.GatedGelu(x.mul(3), DropoutPlan.None), (x, _) => Kernels.PlainGatedGelu(x.mul(3)), secondCounts: false);
    }

    [Theory]
    [InlineData(3, 2, 8, 17, true)]
    [InlineData(2, 3, 5, 6, false)]
    [InlineData(40, 2, 8, 40, true)]
    public void SelfAttention_AnySize_EqualsThePlainOne(int batch, int heads, int width, int length, bool masked)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? mask = masked ? Mask(batch, length) : null;

        Compare(
            [batch * length, 3 * heads * width],
            [1, heads, length, length],
            (x, bias) => Kernels.SelfAttention(x, batch, heads, width, bias, mask, DropoutPlan.None),
            (x, bias) =>
            {
                Tensor[] parts = Kernels.SplitHeads(x, batch, 3, heads, width);
                return Kernels.JoinHeads(Kernels.Attend(parts[0], parts[1], parts[2], batch, bias, mask, DropoutPlan.None), batch);
            });
    }

    [Theory]
    [InlineData(3, 2, 8, 7, 17, true)]
    [InlineData(2, 3, 5, 6, 1, false)]
    [InlineData(40, 2, 8, 20, 40, true)]
    public void CrossAttention_AnySize_EqualsThePlainOne(int batch, int heads, int width, int queries, int keys, bool masked)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? mask = masked ? Mask(batch, keys) : null;

        Compare(
            [batch * queries, heads * width],
            [batch * keys, 2 * heads * width],
            (query, keyValue) => Kernels.CrossAttention(query, keyValue, batch, heads, width, mask, DropoutPlan.None),
            (query, keyValue) =>
            {
                Tensor[] parts = Kernels.SplitHeads(keyValue, batch, 2, heads, width);
                return Kernels.JoinHeads(Kernels.Attend(Kernels.SplitHeads(query, batch, 1, heads, width)[0], parts[0], parts[1], batch, null, mask, DropoutPlan.None), batch);
            });
    }

    [Fact]
    public void AllKernels_TwoThreads_EqualThePlainOnes()
    {
        TorchRuntime.Load(threads: 2);
        try
        {
            RmsNorm_AnySize_EqualsThePlainOne(rows: 900, size: 40);
            GatedGelu_AnySize_EqualsThePlainOne(rows: 900, size: 40);
            SelfAttention_AnySize_EqualsThePlainOne(batch: 40, heads: 2, width: 8, length: 40, masked: true);
            CrossAttention_AnySize_EqualsThePlainOne(batch: 40, heads: 2, width: 8, queries: 20, keys: 40, masked: true);
        }
        finally
        {
            TorchRuntime.Load(threads: 1);
        }
    }

    [Fact]
    public void Dropout_ManyNumbers_DropsItsRateAndKeepsTheMean()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones([1000, 101]).requires_grad_(true);

        Tensor y = Kernels.Dropout(x, new DropoutPlan(0.1, seed: 1));
        y.sum().backward();

        float[] values = [.. y.detach().data<float>()];
        Assert.Equal(0.1, values.Count(value => value == 0) / (double)values.Length, 0.005);                // 101,000 draws: standard error 0.001
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - (1 / 0.9)) < 1e-6));
        Assert.Equal(values, x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Dropout_NextSite_DropsOthers()
    {
        using DisposeScope scope = NewDisposeScope();
        DropoutPlan plan = new(0.5, seed: 1);
        Tensor x = ones([10, 10]);

        Assert.NotEqual(Kernels.Dropout(x, plan).data<float>().ToArray(), Kernels.Dropout(x, plan).data<float>().ToArray());
        Assert.Equal(Kernels.Dropout(x, new DropoutPlan(0.5, seed: 2)).data<float>().ToArray(), Kernels.Dropout(x, new DropoutPlan(0.5, seed: 2)).data<float>().ToArray());
    }

    // With weights dropped by a known pattern, the function stays linear in v: its gradient must be what it multiplies v with.
    [Fact]
    public void SelfAttention_Dropout_GradientMatchesFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        Tensor x = randn([6, 12]).requires_grad_(true);
        Tensor bias = randn([1, 2, 3, 3]).requires_grad_(true);
        Tensor weight = randn([6, 4]);
        Loss().backward();

        using IDisposable noGradient = no_grad();
        foreach (Tensor tensor in new[] { x, bias })
        {
            Span<float> values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.bytes);
            float[] gradient = [.. tensor.grad!.contiguous().data<float>()];
            for (int i = 0; i < values.Length; i++)
            {
                float value = values[i];
                values[i] = value + 1e-2f;
                double up = Loss().item<float>();
                values[i] = value - 1e-2f;
                double down = Loss().item<float>();
                values[i] = value;

                // Central differences of float32: 1e-4 from the second order, as much from rounding.
                Assert.Equal((up - down) / 2e-2, gradient[i], 2e-3);
            }
        }

        Tensor Loss() => Kernels.SelfAttention(x, batch: 2, heads: 2, width: 2, bias, null, new DropoutPlan(0.3, seed: 8)).mul(weight).sum();
    }

    [Theory]
    [InlineData(-100f, 0f)]
    [InlineData(-1e9f, 0f)]
    [InlineData(0f, 1f)]
    [InlineData(1f, 2.7182818f)]
    [InlineData(-20f, 2.0611537e-9f)]
    [InlineData(88f, 1.6516363e38f)]
    public void Exp_KnownPoints_AreRight(float x, float power)
    {
        Assert.Equal(power, Lanes.Exp(x), power * 3e-7f);
    }

    private static Tensor Mask(int batch, int length)
    {
        float[] mask = [.. Enumerable.Range(0, batch * length).Select(i => i % length > 0 && i % length >= length - (i / length % 3) ? ModelBatch.Masked : 0)];
        return from_array(mask).view(batch, 1, 1, length);
    }

    private static void Compare(long[] first, long[] second, Func<Tensor, Tensor, Tensor> ours, Func<Tensor, Tensor, Tensor> plain, bool secondCounts = true)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor[] a = [randn(first).requires_grad_(true), randn(second).requires_grad_(true)];
        Tensor[] b = [a[0].detach().clone().requires_grad_(true), a[1].detach().clone().requires_grad_(true)];
        Tensor expected = plain(b[0], b[1]);
        Tensor slope = randn_like(expected);

        Tensor actual = ours(a[0], a[1]);
        actual.backward([slope]);
        expected.backward([slope]);

        // Float32 sums in another order; gradients reach 100 and cross 0.
        Assert.True(actual.allclose(expected, rtol: 1e-4, atol: 2e-6), "values");
        Assert.True(a[0].grad!.allclose(b[0].grad!, rtol: 1e-4, atol: 1e-4), "gradient of the first");
        Assert.True(!secondCounts || a[1].grad!.allclose(b[1].grad!, rtol: 1e-4, atol: 1e-4), "gradient of the second");
    }
}
