using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>The hand-written passes against libtorch's differentiation.</summary>
public sealed class DecoderProcessorTests
{
    // Longer than a block of queries, in documents that begin inside one.
    private static readonly DecoderConfig Long = TinyDecoders.Llama with { MaxPositionEmbeddings = 200 };

    public static TheoryData<string, double, bool> Cases
    {
        get
        {
            TheoryData<string, double, bool> cases = [];
            foreach (string name in TinyDecoders.All.Keys)
            {
                cases.Add(name, 0, false);
                cases.Add(name, 0.2, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_EveryLayout_EqualsAutograd(string name, double dropout, bool packed)
    {
        using DecoderModel model = TinyDecoders.Random(TinyDecoders.All[name] with { MaxPositionEmbeddings = 200, SlidingWindow = null });
        TokenBatch batch = Batch(packed, model.Config.PrefixAttention);

        AssertEqual(model, batch, dropout, new LossTerms(0.1, 1e-3));
    }

    [Fact]
    public void Compute_WiderThanARegister_EqualsAutograd()
    {
        using DecoderModel model = TinyDecoders.Random(Long with { HiddenSize = 72, IntermediateSize = 75, HeadDim = 40, NumAttentionHeads = 4, NumKeyValueHeads = 2, VocabSize = 61 });

        AssertEqual(model, Batch(packed: true), 0, new LossTerms(0));
    }

    [Fact]
    public void Compute_InTwoPartsAddedUp_IsTheWhole()
    {
        using DecoderModel model = TinyDecoders.Random(Long);
        TokenBatch batch = Batch(packed: true);
        float[] whole = Gradient(model, batch, rows: null);
        float[] parts = Gradient(model, batch, rows: 1);

        Assert.True(Difference(whole, parts) < 1e-5, $"{Difference(whole, parts)}");

        static float[] Gradient(DecoderModel model, TokenBatch batch, int? rows)
        {
            model.Parameters.TrackGradients();
            using BatchGradient gradient = new(model, new TrainingOptions { Schedule = LearningRateSchedule.Constant(1), Steps = 1, MicroBatch = rows });
            gradient.Compute(batch, seed: 1);
            return [.. model.Parameters.Gradients.data<float>()];
        }
    }

    [Fact]
    public void Compute_RowsWithoutATarget_LeaveNoOldGradient()
    {
        using DecoderModel model = TinyDecoders.Random(Long);
        model.Parameters.TrackGradients();
        model.Parameters.Gradients.fill_(7f);
        using ProcessorGradient gradient = new(model);
        TokenBatch none = CausalBatch.Of([new ScoredSequence([1, 2, 3], [-100, -100, -100]), new ScoredSequence([1, 2, 3], [-100, -100, 3])]);

        using DecoderWorker worker = Worker(model);
        worker.Run(none, 0, 1, [], new LossTerms(0), 1, adds: false);

        Assert.All(model.Parameters.Gradients.data<float>(), value => Assert.Equal(0, value));
        Assert.True(gradient.Compute(none, DropoutPlan.None, new LossTerms(0), 1) > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gelu_AllOfItsRange_IsThatOfTorch(bool byTanh)
    {
        float[] x = [.. Enumerable.Range(-1000, 2003).Select(i => i / 100f)];
        using DisposeScope scope = NewDisposeScope();
        using Tensor input = from_array(x).requires_grad_(true);
        Tensor expected = byTanh ? nn.functional.gelu(input, TorchSharp.Modules.GELU.Approximate.tanh) : nn.functional.gelu(input);
        expected.sum().backward();

        (float[] value, float[] slope) = Gelu(x, byTanh);

        Assert.All(expected.data<float>().Zip(value), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
        Assert.All(input.grad!.data<float>().Zip(slope), pair => Assert.Equal(pair.First, pair.Second, 4e-6));      // where both round, near 1
    }

    private static unsafe (float[] Value, float[] Slope) Gelu(float[] x, bool byTanh)
    {
        (float[] value, float[] slope) = (new float[x.Length], [.. x]);
        fixed (float* from = x, to = value, over = slope, ones = Enumerable.Repeat(1f, x.Length).ToArray())
        {
            GeluKernel.Forward(from, to, x.Length, byTanh);
            GeluKernel.Backward(ones, over, x.Length, byTanh);
        }

        return (value, slope);
    }

    private static unsafe DecoderWorker Worker(DecoderModel model) => new(model, Lanes.Floats(model.Parameters.Gradients));

    private static void AssertEqual(DecoderModel model, TokenBatch batch, double dropout, LossTerms terms)
    {
        model.Parameters.TrackGradients();
        double tokens = batch.TargetTokens;
        using DisposeScope scope = NewDisposeScope();
        (Tensor hidden, Tensor targets) = model.Hidden(batch, new DropoutPlan(dropout, seed: 9));
        (double expected, Tensor slope) = VocabularyLoss.Backward(model, hidden.detach(), targets, terms.Smoothing, terms.ZLoss);
        hidden.backward([slope]);
        float[] autograd = [.. model.Parameters.Gradients.data<float>()];
        using ProcessorGradient processor = new(model);

        double loss = processor.Compute(batch, new DropoutPlan(dropout, seed: 9), terms, tokens);
        double norm = processor.Combine();

        float[] own = [.. model.Parameters.Gradients.data<float>()];
        Assert.Equal(expected, loss, 1e-4 * expected);
        Assert.Equal(Math.Sqrt(own.Sum(value => (double)value * value)), norm, 1e-3);
        TestContext.Current.TestOutputHelper!.WriteLine($"largest difference of a gradient {Difference(autograd, own):E2} of {autograd.Max(Math.Abs):F3}");
        Assert.True(Difference(autograd, own) < 2e-5 * Math.Max(1, autograd.Max(Math.Abs)), $"{Difference(autograd, own)} of {autograd.Max(Math.Abs)}");
    }

    private static double Difference(float[] left, float[] right) => left.Zip(right).Max(pair => Math.Abs((double)pair.First - pair.Second));

    private static TokenBatch Batch(bool packed, bool prefixes = false)
    {
        SplitMix random = new(6);
        const int length = 130;
        int[] ids = [.. Enumerable.Range(0, 2 * length).Select(_ => random.NextInt32(40))];
        int[] targets = [.. ids.Select(id => random.NextInt32(5) == 0 ? TokenBatch.Ignored : (id + 7) % 40)];
        int[] lengths = [50, 3, 77, 100, 30];
        int[] documents = packed ? lengths : [length, length];
        return new TokenBatch
        {
            Prefixes = prefixes ? [.. documents.SelectMany(count => Enumerable.Repeat(Math.Max(1, count * 2 / 3), count))] : null,
            Rows = 2, InputLength = length, TargetLength = length, Inputs = ids, Targets = targets, IsCausal = true, RawTokens = ids.Length,
            InputSegments = packed ? [.. lengths.SelectMany((count, i) => Enumerable.Repeat(i + 1, count))] : null,
            TargetTokens = targets.Count(id => id != TokenBatch.Ignored),
        };
    }
}
