using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class AdafactorTests
{
    [Fact]
    public void Step_Matrices_FollowTheWrittenAlgorithm()
    {
        using T5Model model = new(TinyModels.Wide, seed: 1);
        using Adafactor optimizer = new(model.Parameters);
        Dictionary<string, Oracle> oracles = Oracle.ForAll(model);

        for (int step = 1; step <= 3; step++)
        {
            FillGradients(model, step);
            foreach (Oracle oracle in oracles.Values)
            {
                oracle.Step(learningRate: 0.01, step);
            }

            optimizer.Step(learningRate: 0.01);
        }

        foreach ((string name, Oracle oracle) in oracles)
        {
            float[] actual = [.. model.Parameters.Slice(name)!.data<float>()];
            double scale = Math.Sqrt(oracle.Weights.Average(weight => weight * weight));

            // Three steps of float32 against float64.
            Assert.True(actual.Zip(oracle.Weights).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-6 * Math.Max(scale, 1), name);
        }
    }

    // One weight vector w = (1, …, 1) with gradient g: the first step has beta2 = 0, so v = g² and the update is sign(g), of root mean square 1.
    // Scaled by the rate 0.1 and RMS(w) = 1, every weight moves by 0.1.
    [Fact]
    public void Step_FirstStepOfAVector_MovesByTheRate()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Adafactor optimizer = new(model.Parameters);
        model.Parameters.Gradients.fill_(-3f);

        optimizer.Step(learningRate: 0.1);

        Assert.All(model.Parameters.Slice("encoder.final_layer_norm.weight")!.data<float>(), weight => Assert.Equal(1.1, weight, 1e-6));
    }

    // Second step, with gradient 3 after 1: beta2 = 1 − 2^−0.8 = 0.42565, v = 0.42565·1 + 0.57435·9 = 5.59479, update 3/√v = 1.26832, clipped to 1.
    // With gradient 1 after 3: v = 0.42565·9 + 0.57435 = 4.40521, update 0.47645, not clipped.
    [Theory]
    [InlineData(1, 3, 1.0)]
    [InlineData(3, 1, 0.476449)]
    public void Step_SecondStep_IsTheHandWorkedOne(double first, double second, double update)
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Adafactor optimizer = new(model.Parameters);
        Tensor weight = model.Parameters.Slice("encoder.final_layer_norm.weight")!;
        model.Parameters.Gradients.fill_(first);
        optimizer.Step(learningRate: 0.1);

        model.Parameters.Gradients.fill_(second);
        optimizer.Step(learningRate: 0.1);

        // After the first step every weight is 0.9, and so is their root mean square.
        Assert.All(weight.data<float>(), value => Assert.Equal(0.9 - (0.1 * 0.9 * update), value, 2e-6));
    }

    [Fact]
    public void Step_ZeroGradient_MovesNothing()
    {
        using T5Model model = new(TinyModels.Wide, seed: 1);
        using Adafactor optimizer = new(model.Parameters);
        byte[] before = TinyModels.Bytes(model);

        optimizer.Step(learningRate: 1);

        Assert.Equal(before, TinyModels.Bytes(model));
    }

    private static void FillGradients(T5Model model, int step)
    {
        Headwater.Data.SplitMix random = new((ulong)step);
        float[] values = [.. Enumerable.Range(0, (int)model.Parameters.Gradients.numel()).Select(i => (float)((random.NextDouble() - 0.5) * Math.Pow(10, -(i % 5))))];
        using Tensor source = from_array(values);
        model.Parameters.Gradients.copy_(source);
    }

    /// <summary>One matrix or vector, element by element, from Shazeer and Stern 2018.</summary>
    private sealed class Oracle(float[] weights, Func<float[]> gradient, int rows, int columns)
    {
        private readonly double[] _row = new double[rows];
        private readonly double[] _column = new double[columns];
        private readonly double[] _full = new double[rows * columns];

        public double[] Weights { get; } = [.. weights.Select(weight => (double)weight)];

        public static Dictionary<string, Oracle> ForAll(T5Model model)
        {
            Dictionary<string, Oracle> oracles = [];
            long offset = 0;
            foreach (ModelWeight weight in model.Parameters.Weights)
            {
                foreach (string name in weight.Slices)
                {
                    long start = offset;
                    long count = weight.SliceCount;
                    oracles[name] = new Oracle(
                        [.. model.Parameters.Slice(name)!.data<float>()],
                        () => [.. model.Parameters.Gradients.narrow(0, start, count).data<float>()],
                        weight.Rows,
                        weight.Columns);
                    offset += count;
                }
            }

            return oracles;
        }

        public void Step(double learningRate, int step)
        {
            float[] g = gradient();
            double beta = 1 - Math.Pow(step, -0.8);
            double[] update = new double[g.Length];
            if (rows >= 128 && columns >= 128)
            {
                for (int i = 0; i < rows; i++)
                {
                    _row[i] = (beta * _row[i]) + ((1 - beta) * (Enumerable.Range(0, columns).Average(j => Math.Pow(g[(i * columns) + j], 2)) + 1e-30));
                }

                for (int j = 0; j < columns; j++)
                {
                    _column[j] = (beta * _column[j]) + ((1 - beta) * (Enumerable.Range(0, rows).Average(i => Math.Pow(g[(i * columns) + j], 2)) + 1e-30));
                }

                double mean = _row.Average();
                for (int k = 0; k < g.Length; k++)
                {
                    update[k] = g[k] / Math.Sqrt(_row[k / columns] * _column[k % columns] / mean);
                }
            }
            else
            {
                for (int k = 0; k < g.Length; k++)
                {
                    _full[k] = (beta * _full[k]) + ((1 - beta) * ((g[k] * (double)g[k]) + 1e-30));
                    update[k] = g[k] / Math.Sqrt(_full[k]);
                }
            }

            double clip = Math.Max(1, Math.Sqrt(update.Average(value => value * value)));
            double scale = Math.Max(1e-3, Math.Sqrt(Weights.Average(weight => weight * weight)));
            for (int k = 0; k < g.Length; k++)
            {
                Weights[k] -= learningRate * scale * update[k] / clip;
            }
        }
    }
}
