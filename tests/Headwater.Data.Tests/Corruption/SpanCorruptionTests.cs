using CsCheck;

namespace Headwater.Data.Tests;

public class SpanCorruptionTests
{
    private const int FirstSentinel = 32099;

    private static readonly SpanCorruption Published = new();

    [Theory]
    [InlineData(64, 70, 14)]
    [InlineData(128, 141, 29)]
    [InlineData(256, 284, 58)]
    [InlineData(512, 568, 114)]
    [InlineData(1024, 1137, 229)]
    public void Lengths_PublishedInputLengths_EqualThePreprocessorOfT5(int inputLength, int raw, int target)
    {
        Assert.Equal(raw, Published.RawLength(inputLength));
        Assert.Equal(target, Published.TargetLength(inputLength));
    }

    [Fact]
    public void RawLength_EveryInputLength_IsTheLongestThatFitsAndFillsIt()
    {
        for (int inputLength = 3; inputLength <= 1700; inputLength++)
        {
            int raw = Published.RawLength(inputLength);

            Assert.Equal(inputLength, Corrupt(raw).Inputs.Length);
            Assert.Equal(Published.TargetLength(inputLength), Corrupt(raw).Targets.Length);
            Assert.Equal(inputLength + 1, Corrupt(raw + 1).Inputs.Length);
        }
    }

    [Theory]
    [InlineData(190, 29)] // 28.5 in double precision, which rounds to 28; 28.500002 in single
    [InlineData(350, 53)]
    [InlineData(568, 85)]
    public void Apply_LengthsAtTheEdgeOfRounding_RemoveAsManyTokensAsSinglePrecisionSays(int raw, int noise)
    {
        CorruptedExample example = Corrupt(raw);

        Assert.Equal(noise, example.Targets.Count(id => id > TextTokenizer.EndOfSequence && !IsSentinel(id)));
    }

    [Fact]
    public void NoiseCount_LengthsBelow5000_DiffersFromDoublePrecisionAtTheKnown39()
    {
        int[] differing = [.. Enumerable.Range(2, 4998).Where(length => (int)MathF.Round(length * 0.15f) != (int)Math.Round(length * 0.15))];

        Assert.Equal(39, differing.Length);
        Assert.Equal([190, 350, 390, 670], differing[..4]);
    }

    [Fact]
    public void Apply_AnyPassageAndSeed_CanBeUndone()
    {
        Gen.Select(Gen.Int[2, 1200], Gen.ULong).Sample((length, seed) =>
        {
            int[] tokens = Tokens(length);
            CorruptedExample example = Published.Apply(tokens, k => FirstSentinel - k, seed);
            return Undo(example).SequenceEqual(tokens);
        });
    }

    [Fact]
    public void Apply_AnySeed_StartsWithTextEndsInNoiseAndNumbersSentinelsDownwards()
    {
        Gen.ULong.Sample(seed =>
        {
            CorruptedExample example = Published.Apply(Tokens(568), k => FirstSentinel - k, seed);
            int[] inputSentinels = [.. example.Inputs.Where(IsSentinel)];

            Assert.False(IsSentinel(example.Inputs[0]));
            Assert.True(IsSentinel(example.Inputs[^2])); // the passage ends in noise
            Assert.True(IsSentinel(example.Targets[0]));
            Assert.False(IsSentinel(example.Targets[^2])); // no trailing sentinel
            Assert.Equal(Enumerable.Range(0, 28).Select(k => FirstSentinel - k), inputSentinels);
            Assert.Equal(inputSentinels, example.Targets.Where(IsSentinel));
            Assert.Equal(TextTokenizer.EndOfSequence, example.Inputs[^1]);
            Assert.Equal(TextTokenizer.EndOfSequence, example.Targets[^1]);
            Assert.Equal(512, example.Inputs.Length);
            Assert.Equal(114, example.Targets.Length);
        });
    }

    [Fact]
    public void Apply_ManySeeds_MakesEveryCompositionEquallyLikely()
    {
        // 20 tokens: 3 noise in 1 span; 27 tokens: 4 noise in 1 span. 33 tokens: 5 noise in 2 spans, so 4 compositions of 5 into 2.
        int[] counts = new int[5];

        for (ulong seed = 0; seed < 8_000; seed++)
        {
            CorruptedExample example = Published.Apply(Tokens(33), k => FirstSentinel - k, seed);
            counts[Array.IndexOf(example.Targets, FirstSentinel - 1) - 1]++;
        }

        Assert.Equal(0, counts[0]);
        Assert.All(counts[1..], count => Assert.InRange(count, 1_800, 2_200)); // five standard deviations
    }

    [Fact]
    public void Apply_SameSeed_GivesTheSameExample()
    {
        Assert.Equal(Corrupt(141, seed: 4).Inputs, Corrupt(141, seed: 4).Inputs);
        Assert.NotEqual(Corrupt(141, seed: 4).Inputs, Corrupt(141, seed: 5).Inputs);
    }

    [Fact]
    public void Apply_DenseShortNoise_KeepsATokenBeforeEverySpan()
    {
        SpanCorruption dense = new() { NoiseDensity = 0.8, MeanNoiseSpanLength = 1 };
        int[] tokens = Tokens(50);

        CorruptedExample example = dense.Apply(tokens, k => FirstSentinel - k, seed: 1);

        Assert.Equal(tokens, Undo(example));
        Assert.Equal(10, example.Inputs.Count(IsSentinel));
    }

    [Fact]
    public void RawLength_MoreThanOneHundredSpans_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Published.RawLength(2048));

        Assert.Equal("Span corruption of 2274 raw tokens makes 114 spans; there are 100 sentinels.\nhint: use shorter sequences or longer spans.", error.Message);
    }

    [Fact]
    public void Apply_OneToken_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Corrupt(1));

        Assert.StartsWith("Span corruption needs a passage of at least 2 tokens; got 1.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void NoiseDensity_OutsideItsRange_IsRefused(double density)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanCorruption { NoiseDensity = density });
    }

    private static CorruptedExample Corrupt(int length, ulong seed = 1) => Published.Apply(Tokens(length), k => FirstSentinel - k, seed);

    private static int[] Tokens(int length) => [.. Enumerable.Range(3, length)];

    private static bool IsSentinel(int id) => id > FirstSentinel - SpanCorruption.MaxSpans && id <= FirstSentinel;

    private static List<int> Undo(CorruptedExample example)
    {
        List<int> tokens = [];
        foreach (int id in example.Inputs[..^1])
        {
            if (!IsSentinel(id)) tokens.Add(id);
            else tokens.AddRange(example.Targets.SkipWhile(target => target != id).Skip(1).TakeWhile(target => !IsSentinel(target) && target != TextTokenizer.EndOfSequence));
        }

        return tokens;
    }
}
