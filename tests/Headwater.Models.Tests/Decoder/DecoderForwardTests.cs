using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>Random checkpoints of every layout against <see cref="ReferenceDecoder"/>.</summary>
public sealed class DecoderForwardTests
{
    public static TheoryData<string> Names => TinyDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_RandomCheckpoint_EqualTheReference(string name)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        ScoredSequence[] sequences = [.. TinyDecoders.Sequences().Select(sequence => sequence with { Labels = sequence.Ids })];
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();

        float[] logits = [.. model.Logits(model.Hidden(CausalBatch.Of(sequences), DropoutPlan.None).States).data<float>()];

        ReferenceDecoder reference = new(model);
        double[] expected = [.. sequences.SelectMany(sequence => reference.Logits(sequence.Ids[..^1])).SelectMany(row => row)];
        Assert.Equal(expected.Length, logits.Length);
        double largest = expected.Zip(logits).Max(pair => Math.Abs(pair.First - pair.Second));
        TestContext.Current.TestOutputHelper!.WriteLine($"largest difference of a logit {largest:E2}, largest logit {expected.Max(Math.Abs):F2}");
        Assert.InRange(expected.Max(Math.Abs), 0.5, 50);
        Assert.True(largest < 1e-5, $"{largest}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_SomeTokensScored_EqualsTheReference(string name)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        ScoredSequence[] sequences = TinyDecoders.Sequences();

        ExampleLoss[] losses = [.. CrossEntropy.Of(model, sequences, batchTokens: 60)];

        ReferenceDecoder reference = new(model);
        double[] differences = [.. sequences.Zip(losses, (sequence, loss) => Math.Abs((reference.Loss(sequence.Ids, sequence.Labels) - loss.NegativeLogLikelihood) / loss.Tokens))];
        TestContext.Current.TestOutputHelper!.WriteLine($"largest difference of a loss per token {differences.Max():E2}");
        Assert.Equal(sequences.Select(sequence => sequence.Labels.Skip(1).Count(label => label >= 0)), losses.Select(loss => loss.Tokens));
        Assert.All(differences, difference => Assert.True(difference < 1e-5, $"{difference}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_OfEveryWeight_EqualsFiniteDifferences(string name)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        ScoredSequence[] sequences = [TinyDecoders.Sequences()[3]];
        int tokens = sequences[0].Labels.Skip(1).Count(label => label >= 0);
        model.Parameters.TrackGradients();
        using BatchGradient gradient = new(model, new TrainingOptions { Schedule = LearningRateSchedule.Constant(1), Steps = 1 });
        gradient.Compute(CausalBatch.Of(sequences), seed: 1);
        foreach ((string slice, Tensor tensor) in Checkpoint.SlicesOf(model))
        {
            // Along the gradient of a slice itself, so that what is compared is far above the rounding of the loss.
            float[] slope = GradientOf(model, slice);
            double length = Math.Sqrt(slope.Sum(value => (double)value * value));
            float[] before = [.. tensor.data<float>()];
            double measured = (Loss(+Step) - Loss(-Step)) / (2 * Step);
            Write(before);

            Assert.True(length > 1e-4, $"{slice} has a gradient of {length}");
            Assert.True(Math.Abs(measured - length) < 1e-3 * length, $"{slice}: {measured} by differences, {length} by the gradient");

            double Loss(double step)
            {
                Write([.. before.Zip(slope, (value, change) => (float)(value + (step * change / length)))]);
                return new ReferenceDecoder(model).Loss(sequences[0].Ids, sequences[0].Labels) / tokens;
            }

            void Write(float[] values)
            {
                using IDisposable noGradient = no_grad();
                using Tensor source = from_array(values);
                using Tensor shaped = source.view(tensor.shape);
                tensor.copy_(shaped);
            }
        }
    }

    private const double Step = 1e-3;

    private static float[] GradientOf(DecoderModel model, string slice)
    {
        long offset = 0;
        foreach (ModelWeight weight in model.Parameters.Weights)
        {
            int place = weight.Slices.IndexOf(slice);
            if (place >= 0)
            {
                using Tensor part = model.Parameters.Gradients.narrow(0, offset + (place * weight.SliceCount), weight.SliceCount);
                return [.. part.data<float>()];
            }

            offset += weight.Count;
        }

        throw new InvalidOperationException(slice);
    }
}
