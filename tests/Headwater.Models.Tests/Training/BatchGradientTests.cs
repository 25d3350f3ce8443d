using System.Runtime.InteropServices;
using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class BatchGradientTests
{
    private static readonly TrainingOptions Options = new() { Schedule = LearningRateSchedule.Constant(0.02), Steps = 6, Seed = 4, LogEvery = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Compute_InParts_EqualsTheWholeBatch(int rows)
    {
        TokenBatch batch = TinyModels.CopyBatch(1, rows: 8, padInputs: 2, padTargets: 3);

        (double whole, float[] expected) = Gradient(batch, Options);
        (double parts, float[] actual) = Gradient(batch, Options with { MicroBatch = rows });

        AssertClose(whole, expected, parts, actual);
    }

    [Fact]
    public void Compute_Packed_EqualsOneExampleARow()
    {
        TokenBatch batch = TinyModels.CopyBatch(2, rows: 12, longest: 9);
        TokenBatch packed = Packing.Pack(batch, length: 24);

        (double whole, float[] expected) = Gradient(batch, Options);
        (double together, float[] actual) = Gradient(packed, Options);

        Assert.True(packed.Rows < 6, $"12 examples take {packed.Rows} rows");
        AssertClose(whole, expected, together, actual);
    }

    [Fact]
    public void Compute_PackedInParts_EqualsOneExampleARow()
    {
        TokenBatch batch = TinyModels.CopyBatch(2, rows: 12, longest: 9);

        (double whole, float[] expected) = Gradient(batch, Options);
        (double together, float[] actual) = Gradient(Packing.Pack(batch, length: 24), Options with { MicroBatch = 2 });

        AssertClose(whole, expected, together, actual);
    }

    // By libtorch's operations instead of ours: the way of another device.
    [Fact]
    public void Compute_PackedInBFloat16_EqualsOneExampleARow()
    {
        TokenBatch batch = TinyModels.CopyBatch(2, rows: 12, longest: 9);

        (double whole, float[] expected) = Gradient(batch, Options, Precision.BFloat16);
        (double together, float[] actual) = Gradient(Packing.Pack(batch, length: 24), Options, Precision.BFloat16);

        Assert.Equal(whole, together, 5e-3);
        Assert.True(Distance(expected, actual) < 0.02, $"the gradients differ by {Distance(expected, actual)} of their norm");      // 8 bits of a number
    }

    [Theory]
    [InlineData(0.0, Precision.Float32)]
    [InlineData(0.1, Precision.Float32)]
    [InlineData(0.1, Precision.BFloat16)]
    public void Compute_Recomputed_GivesTheSameBytes(double dropout, Precision precision)
    {
        TokenBatch batch = TinyModels.CopyBatch(3);
        TrainingOptions options = Options with { Dropout = dropout };

        (double kept, float[] expected) = Gradient(batch, options, precision);
        (double again, float[] actual) = Gradient(batch, options with { Recompute = true }, precision);

        Assert.Equal(kept, again);
        Assert.Equal(expected, actual);
        Assert.Contains(actual, value => value != 0);
    }

    [Fact]
    public void Compute_InBFloat16_IsNearFloat32()
    {
        TokenBatch batch = TinyModels.CopyBatch(4);

        (double wide, float[] expected) = Gradient(batch, Options);
        (double narrow, float[] actual) = Gradient(batch, Options, Precision.BFloat16);

        Assert.Equal(wide, narrow, 0.02);
        Assert.InRange(Distance(expected, actual), 1e-6, 0.05);     // bfloat16 has 8 bits, and the layers' errors add up
    }

    [Fact]
    public void Run_OutOfMemory_HalvesTheRowsAndGivesTheSameAsThatSize()
    {
        List<int> halved = [];
        List<int> tried = [];
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options, new TrainingCallbacks { OnMemoryShort = (rows, _) => halved.Add(rows) })
        {
            BeforePart = rows =>
            {
                tried.Add(rows);
                if (rows > 2)
                {
                    throw new DeviceException("CUDA out of memory. Tried to allocate 2.00 GiB");
                }
            },
        };
        using T5Model small = new(TinyModels.Config, seed: 1);
        using Trainer smallTrainer = new(small, Options with { MicroBatch = 2 });

        trainer.Run(step => TinyModels.CopyBatch((ulong)step));
        smallTrainer.Run(step => TinyModels.CopyBatch((ulong)step));

        Assert.Equal([4, 2], halved);
        Assert.Equal([8, 4, 2, 2, 2, 2], tried.Take(6));
        Assert.Equal(2, trainer.State.MicroBatch);
        Assert.Equal(TinyModels.Bytes(small), TinyModels.Bytes(model));
    }

    [Fact]
    public void Run_OutOfMemoryInOneRow_SaysWhatHelps()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options) { BeforePart = _ => throw new DeviceException("DefaultCPUAllocator: can't allocate memory") };

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => trainer.Run(_ => TinyModels.CopyBatch(1, rows: 2, longest: 1)));

        Assert.Equal("One row of 2 input and 2 target tokens does not fit into memory. Use shorter sequences, recompute: true, or a smaller model.", exception.Message);
    }

    private static (double Loss, float[] Gradient) Gradient(TokenBatch batch, TrainingOptions options, Precision precision = Precision.Float32)
    {
        using T5Model model = new(TinyModels.Config, seed: 1, precision: precision) { Recompute = options.Recompute };
        model.Parameters.TrackGradients();
        using BatchGradient gradient = new(model, options);
        (double loss, _) = gradient.Compute(batch, seed: 9);
        return (loss, [.. model.Parameters.Gradients.data<float>()]);
    }

    // Sums of float32 in another order.
    private static void AssertClose(double loss, float[] gradient, double otherLoss, float[] otherGradient)
    {
        Assert.Equal(loss, otherLoss, 1e-5);
        Assert.True(Distance(gradient, otherGradient) < 1e-5, $"the gradients differ by {Distance(gradient, otherGradient)} of their norm");
    }

    private static double Distance(float[] expected, float[] actual) =>
        Math.Sqrt(expected.Zip(actual).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / expected.Sum(value => (double)value * value));

    private sealed class DeviceException(string message) : ExternalException(message);
}
