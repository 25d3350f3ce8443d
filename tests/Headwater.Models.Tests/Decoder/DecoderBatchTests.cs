using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class DecoderBatchTests
{
    public static TheoryData<string> Names => TinyDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Hidden_PackedDocuments_EqualSeparateOnes(string name)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        ScoredSequence[] documents = TinyDecoders.Sequences();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();

        float[] packed = VocabularyLoss.Of(model, model.Hidden(Packed(documents), DropoutPlan.None));
        float[] apart = VocabularyLoss.Of(model, model.Hidden(CausalBatch.Of(documents), DropoutPlan.None));

        Assert.Equal(apart.Length, packed.Length);
        Assert.All(apart.Zip(packed), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Hidden_PairsOfT5_AreReadAsSequencesScoredOnTheirTargets()
    {
        using DecoderModel model = TinyDecoders.Random("llama");
        EncodedPair[] pairs = [new([5, 6, 7, 1], [8, 9, 1]), new([4, 1], [3, 1])];

        ExampleLoss[] losses = [.. CrossEntropy.Of(model, pairs)];

        ReferenceDecoder reference = new(model);
        Assert.Equal(reference.Loss([5, 6, 7, 1, 8, 9, 1], [-100, -100, -100, -100, 8, 9, 1]), losses[0].NegativeLogLikelihood, 1e-4);
        Assert.Equal(reference.Loss([4, 1, 3, 1], [-100, -100, 3, 1]), losses[1].NegativeLogLikelihood, 1e-4);
        Assert.Equal([3, 2], losses.Select(loss => loss.Tokens));
    }

    [Fact]
    public void Of_PackedPairs_KeepTheirSegments()
    {
        TokenBatch pairs = new()
        {
            Rows = 1, InputLength = 4, TargetLength = 5, Inputs = [5, 1, 6, 1], Targets = [7, 1, 8, 1, 0], InputSegments = [1, 1, 2, 2], TargetSegments = [1, 1, 2, 2, 0],
            TargetTokens = 4, RawTokens = 8,
        };

        TokenBatch batch = CausalBatch.Of(pairs);

        Assert.Equal([5, 1, 7, 6, 1, 8], batch.Inputs);
        Assert.Equal([-100, 7, 1, -100, 8, 1], batch.Targets);
        Assert.Equal([1, 1, 1, 2, 2, 2], batch.InputSegments!);
        Assert.Equal(4, batch.TargetTokens);
    }

    [Fact]
    public void Check_SequenceLongerThanPositions_IsRefused()
    {
        using DecoderModel model = TinyDecoders.Random(TinyDecoders.Llama with { MaxPositionEmbeddings = 8 });
        int[] ids = [.. Enumerable.Range(0, 10)];

        ArgumentException exception = Assert.Throws<ArgumentException>(() => CrossEntropy.Of(model, [new ScoredSequence(ids, ids)]));

        Assert.Equal("A sequence has 9 tokens; the model has positions for 8.\nhint: use shorter sequences, or a model with more positions.", exception.Message);
    }

    [Fact]
    public void Check_SlidingWindow_BoundsTheSequence()
    {
        using DecoderModel model = TinyDecoders.Random("mistral");
        int[] ids = [.. Enumerable.Repeat(3, 62)];

        Assert.Contains("positions for 60", Assert.Throws<ArgumentException>(() => CrossEntropy.Of(model, [new ScoredSequence(ids, ids)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_IdOutsideTheVocabulary_IsRefused()
    {
        using DecoderModel model = TinyDecoders.Random("llama");

        ArgumentException exception = Assert.Throws<ArgumentException>(() => CrossEntropy.Of(model, [new ScoredSequence([1, 40], [1, 40])]));

        Assert.Contains("token id 40; the model's vocabulary has 40", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_CausalBatchOnT5_IsRefused()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);

        Assert.Throws<ArgumentException>(() => model.Hidden(CausalBatch.Of([new ScoredSequence([1, 2], [1, 2])]), DropoutPlan.None));
    }

    private static TokenBatch Packed(ScoredSequence[] documents)
    {
        int[] inputs = [.. documents.SelectMany(document => document.Ids[..^1])];
        return new TokenBatch
        {
            Rows = 1, InputLength = inputs.Length, TargetLength = inputs.Length, Inputs = inputs, Targets = [.. documents.SelectMany(document => document.Labels[1..])], IsCausal = true,
            InputSegments = [.. documents.SelectMany((document, i) => Enumerable.Repeat(i + 1, document.Ids.Length - 1))], TargetTokens = 1, RawTokens = inputs.Length,
        };
    }
}
