using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>Random checkpoints of both versions against <see cref="ReferenceT5"/>.</summary>
public sealed class T5ForwardTests
{
    // v1.0 has the tied head and ReLU, v1.1 its own head and the gated GELU; the other two combinations exist in the wild too.
    public static TheoryData<string, bool, int, int> Shapes => new()
    {
        { "relu", true, 1, 24 },            // one head as wide as the model
        { "relu", true, 4, 8 },             // inner width 32 beside a model of 24
        { "relu", true, 3, 4 },             // 12
        { "gated-gelu", false, 2, 8 },      // 16
        { "gated-gelu", false, 5, 8 },      // 40
        { "gated-gelu", false, 8, 3 },      // 24, in heads of an odd width
        { "gated-gelu", true, 2, 16 },
        { "relu", false, 2, 16 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Logits_RandomCheckpoint_EqualTheReference(string projection, bool tied, int heads, int width)
    {
        using T5Model model = Random(projection, tied, heads, width);
        EncodedPair[] pairs = Pairs();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ModelBatch batch = ModelBatch.Of(TinyModels.Batch(pairs, padInputs: 2, padTargets: 1), model);

        float[] logits = [.. model.Logits(model.Hidden(batch, DropoutPlan.None)).data<float>()];

        ReferenceT5 reference = new(model);
        double[] expected = [.. pairs.SelectMany(pair => reference.Logits(pair.Input, pair.Target)).SelectMany(row => row)];
        Assert.Equal(expected.Length, logits.Length);
        double largest = expected.Zip(logits).Max(pair => Math.Abs(pair.First - pair.Second));
        TestContext.Current.TestOutputHelper!.WriteLine($"largest difference of a logit {largest:E2}, largest logit {expected.Max(Math.Abs):F2}");
        Assert.True(largest < 1e-5, $"{largest}");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Loss_RandomCheckpoint_EqualsTheReference(string projection, bool tied, int heads, int width)
    {
        using T5Model model = Random(projection, tied, heads, width);
        EncodedPair[] pairs = Pairs();

        ExampleLoss[] losses = [.. CrossEntropy.Of(model, pairs, batchTokens: 60)];

        ReferenceT5 reference = new(model);
        double[] differences = [.. pairs.Zip(losses, (pair, loss) =>
            Math.Abs((reference.Loss(pair.Input, pair.Target) - loss.NegativeLogLikelihood) / loss.Tokens))];
        TestContext.Current.TestOutputHelper!.WriteLine($"largest difference of a loss per token {differences.Max():E2}");
        Assert.All(differences, difference => Assert.True(difference < 1e-5, $"{difference}"));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Generate_RandomCheckpoint_FollowsTheReference(string projection, bool tied, int heads, int width)
    {
        using T5Model model = Random(projection, tied, heads, width);
        ReferenceT5 reference = new(model);
        int[][] inputs = [.. Pairs().Select(pair => pair.Input)];

        int[][] outputs = Generation.Generate(model, inputs, new GenerationOptions { MaxLength = 6 });

        Assert.Equal(inputs.Select(input => Greedy(reference, input, 6)), outputs);
    }

    [Theory]
    [InlineData("relu", true)]
    [InlineData("gated-gelu", false)]
    public void Hidden_WithDropout_HasASiteAtEveryPublishedPlace(string projection, bool tied)
    {
        using T5Model model = Random(projection, tied, 2, 8);
        using DisposeScope scope = NewDisposeScope();
        DropoutPlan dropout = new(0.1, seed: 5);

        model.Hidden(ModelBatch.Of(TinyModels.Batch(Pairs()), model), dropout);

        // Embedding and final norm of both stacks; in a layer, the weights and the output of each attention, and inside and after the feed-forward layer.
        Assert.Equal(2UL + (2 * 4) + 2 + (3 * 6), dropout.Sites);
    }

    private static int[] Greedy(ReferenceT5 reference, int[] input, int length)
    {
        List<int> output = [];
        while (output.Count < length)
        {
            double[] logits = reference.Logits(input, [.. output, 0])[^1];
            int next = Array.IndexOf(logits, logits.Max());
            if (next == TextTokenizer.EndOfSequence)
            {
                break;
            }

            output.Add(next);
        }

        return [.. output];
    }

    // Weights of both versions start as published, but for the norms, which would hide a wrong scale at 1, and a bias that matters.
    private static T5Model Random(string projection, bool tied, int heads, int width)
    {
        T5Config config = new()
        {
            VocabSize = 40, DModel = 24, DKv = width, DFf = 20, NumLayers = 2, NumDecoderLayers = 3, NumHeads = heads, FeedForwardProj = projection, TieWordEmbeddings = tied,
        };
        T5Model model = new(config, seed: 11);
        SplitMix random = new((ulong)(heads * width));
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Tensor tensor) in Checkpoint.SlicesOf(model).Where(slice => slice.Name.Contains("norm", StringComparison.Ordinal)))
        {
            tensor.copy_(from_array(Enumerable.Range(0, 24).Select(_ => 0.6f + (0.05f * random.NextInt32(16))).ToArray()));
        }

        foreach ((string name, Tensor tensor) in Checkpoint.SlicesOf(model).Where(slice => slice.Name.Contains("bias", StringComparison.Ordinal)))
        {
            tensor.mul_(4);
        }

        return model;
    }

    // Long enough to reach the logarithmic buckets on both sides.
    private static EncodedPair[] Pairs()
    {
        SplitMix random = new(3);
        return [.. new[] { (45, 20), (7, 3), (30, 24) }.Select(lengths => new EncodedPair(Ids(lengths.Item1), Ids(lengths.Item2)))];

        int[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 + random.NextInt32(38)), TextTokenizer.EndOfSequence];
    }
}
