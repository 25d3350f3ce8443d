using System.Text.Json;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>A tiny published-layout checkpoint against what another implementation computes in float64: see tests/golden/t5-tiny/README.md.</summary>
public sealed class T5ReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden", "t5-tiny");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;

    [Fact]
    public void Logits_OfTheReferenceCheckpoint_AreEqual()
    {
        using T5Model model = (T5Model)Checkpoint.LoadModel(Folder);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ModelBatch batch = ModelBatch.Of(Batch(), model);

        float[] logits = [.. model.Logits(model.Hidden(batch, DropoutPlan.None)).data<float>()];

        // Float32 against float64, over five layers.
        double[] expected = [.. Counting().SelectMany(place => Expected.GetProperty("logits")[place.Row][place.Position].EnumerateArray().Select(value => value.GetDouble()))];
        Assert.Equal(expected.Length, logits.Length);
        Assert.True(expected.Zip(logits).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-5);
    }

    [Fact]
    public void CrossEntropy_OfTheReferenceCheckpoint_IsEqual()
    {
        using T5Model model = (T5Model)Checkpoint.LoadModel(Folder);
        EncodedPair[] pairs = [.. Rows("inputs").Zip(Rows("targets")).Select(pair => new EncodedPair([.. pair.First.Where(id => id != 0)], [.. pair.Second.Where(id => id != 0)]))];

        ExampleLoss[] losses = [.. CrossEntropy.Of(model, pairs, batchTokens: 60)];

        double[] expected = [.. Expected.GetProperty("nll").EnumerateArray().Select(value => value.GetDouble())];
        Assert.All(expected.Zip(losses), pair => Assert.Equal(pair.First, pair.Second.NegativeLogLikelihood, 1e-4));
    }

    [Fact]
    public void Gradients_OfTheReferenceCheckpoint_HaveEqualNorms()
    {
        using T5Model model = (T5Model)Checkpoint.LoadModel(Folder);
        model.Parameters.TrackGradients();
        using DisposeScope scope = NewDisposeScope();
        ModelBatch batch = ModelBatch.Of(Batch(), model);

        Tensor hidden = model.Hidden(batch, DropoutPlan.None);
        hidden.backward([VocabularyLoss.Backward(model, hidden.detach(), batch.TargetIds, smoothing: 0).Gradient]);

        long offset = 0;
        foreach (string name in model.Parameters.Weights.SelectMany(weight => weight.Slices))
        {
            long count = model.Parameters.Slice(name)!.numel();
            double norm = model.Parameters.Gradients.narrow(0, offset, count).norm().item<float>();
            double expected = Expected.GetProperty("gradient_norms").GetProperty(name).GetDouble();
            Assert.True(Math.Abs(norm - expected) < 1e-6 + (1e-4 * expected), $"{name}: {norm} is not {expected}");
            offset += count;
        }
    }

    private static TokenBatch Batch()
    {
        int[][] inputs = Rows("inputs");
        int[][] targets = Rows("targets");
        return new TokenBatch
        {
            Rows = inputs.Length,
            InputLength = inputs[0].Length,
            TargetLength = targets[0].Length,
            Inputs = [.. inputs.SelectMany(row => row)],
            Targets = [.. targets.SelectMany(row => row)],
            TargetTokens = targets.Sum(row => row.Count(id => id != 0)),
            RawTokens = 0,
        };
    }

    private static IEnumerable<(int Row, int Position)> Counting() =>
        Rows("targets").SelectMany((ids, row) => Enumerable.Range(0, ids.Length).Where(position => ids[position] != 0).Select(position => (row, position)));

    private static int[][] Rows(string name) => [.. Expected.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
}
