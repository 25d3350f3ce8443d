using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Models.Tests;

/// <summary>Answers that a decoder-only model scores behind one reading of their prompt.</summary>
public sealed class SharedPromptTests
{
    public static TheoryData<string> Names => TinyDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void OfAnswers_ManyLengths_EqualsPassesOfTheirOwn(string name)
    {
        using DecoderModel model = TinyDecoders.Random(TinyDecoders.All[name] with { MaxPositionEmbeddings = 200, SlidingWindow = null });
        SplitMix random = new(5);
        EncodedPair[] pairs = [.. Enumerable.Range(0, 9).SelectMany(question =>
        {
            int[] prompt = Ids(random, 1 + (7 * question));
            return Enumerable.Range(0, 1 + (question * 2)).Select(_ => new EncodedPair(prompt, Ids(random, 1 + random.NextInt32(9))));
        })];

        ImmutableArray<ExampleLoss> shared = CrossEntropy.OfAnswers(model, pairs, TestContext.Current.CancellationToken);

        ReferenceDecoder reference = new(model);
        Assert.Equal(pairs.Select(pair => pair.Target.Length), shared.Select(loss => loss.Tokens));
        for (int i = 0; i < pairs.Length; i++)
        {
            double alone = CrossEntropy.Of(model, [pairs[i]], cancellationToken: TestContext.Current.CancellationToken)[0].NegativeLogLikelihood;
            Assert.Equal(alone, shared[i].NegativeLogLikelihood, 1e-5 * Math.Max(1, alone));
            int[] ids = [.. pairs[i].Input, .. pairs[i].Target];
            if (i % 10 == 0)
            {
                Assert.Equal(reference.Loss(ids, [.. ids.Select((id, place) => place < pairs[i].Input.Length ? -100 : id)]), shared[i].NegativeLogLikelihood, 1e-5 * ids.Length);
            }
        }
    }

    [Fact]
    public void OfAnswers_MoreTokensThanARow_AreCutBetweenAnswers()
    {
        using DecoderModel model = TinyDecoders.Random("llama");
        SplitMix random = new(8);
        int[] prompt = Ids(random, 20);
        EncodedPair[] pairs = [.. Enumerable.Range(0, 40).Select(_ => new EncodedPair(prompt, Ids(random, 12)))];                  // 480 tokens, of 256 a row

        ImmutableArray<ExampleLoss> shared = CrossEntropy.OfAnswers(model, pairs, TestContext.Current.CancellationToken);

        Assert.All(shared.Zip(CrossEntropy.Of(model, pairs, cancellationToken: TestContext.Current.CancellationToken)), pair => Assert.Equal(pair.Second.NegativeLogLikelihood, pair.First.NegativeLogLikelihood, 1e-4));
    }

    [Fact]
    public void OfAnswers_LongerThanThePositions_IsRefused()
    {
        using DecoderModel model = TinyDecoders.Random("llama");

        string message = Assert.Throws<ArgumentException>(() => CrossEntropy.OfAnswers(model, [new EncodedPair(Ids(new(1), 60), Ids(new(2), 6))])).Message;

        Assert.Contains("A sequence has 65 tokens; the model has positions for 64.", message, StringComparison.Ordinal);
    }

    private static int[] Ids(SplitMix random, int count)
    {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = 1 + random.NextInt32(39);                  // 0 fills rows of pairs up
        }

        return ids;
    }
}
