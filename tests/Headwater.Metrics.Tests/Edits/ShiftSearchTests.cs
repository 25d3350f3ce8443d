using CsCheck;

namespace Headwater.Metrics.Tests;

public class ShiftSearchTests
{
    [Fact]
    public void Edits_ShortTextsOfFewWords_EqualThePlainSearch() => Compare(words: 4, longest: 14, samples: 20_000);

    [Fact]
    public void Edits_TextsLongerThanTheBeam_EqualThePlainSearch() => Compare(words: 40, longest: 130, samples: 60);

    // Beyond the beam the distance is no true edit distance: moving one word back into it can save more than two edits.
    [Theory]
    [InlineData(5)]
    [InlineData(150)]
    [InlineData(809)]
    public void Edits_BlocksMovedOutOfTheBeam_EqualThePlainSearch(ulong seed)
    {
        SplitMix random = new(seed);
        int[] reference = new int[100];
        for (int i = 0; i < reference.Length; i++)
            reference[i] = random.NextInt32(150);
        List<int> hypothesis = [.. reference];
        for (int i = 0; i < 8; i++)
        {
            int start = random.NextInt32(90);
            int length = 1 + random.NextInt32(10);
            List<int> block = hypothesis.GetRange(start, length);
            hypothesis.RemoveRange(start, length);
            hypothesis.InsertRange(random.NextInt32(hypothesis.Count), block);
        }

        Assert.Equal(PlainTer.Edits([.. hypothesis], reference), new ShiftSearch().Edits([.. hypothesis], reference));
    }

    [Fact]
    public void Edits_RepetitiveTexts_StopAtTheSameCandidate() => Compare(words: 3, longest: 60, samples: 40);

    [Theory]
    [InlineData(1, 300)]                                       // a diagonal too steep for the beam
    [InlineData(3, 170)]
    [InlineData(300, 1)]
    [InlineData(170, 3)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(0, 0)]
    public void Edits_LengthsFarApart_EqualThePlainSearch(int hypothesisLength, int referenceLength)
    {
        int[] hypothesis = [.. Enumerable.Range(0, hypothesisLength).Select(i => i * 7 % 11)];
        int[] reference = [.. Enumerable.Range(0, referenceLength).Select(i => i * 5 % 13)];

        Assert.Equal(PlainTer.Edits(hypothesis, reference), new ShiftSearch().Edits(hypothesis, reference));
    }

    [Fact]
    public void Edits_TwentyThousandWords_IsLinearInMemoryAndTime()
    {
        int[] reference = [.. Enumerable.Range(0, 20_000)];
        int[] hypothesis = [.. reference.Chunk(2).SelectMany(pair => pair.Reverse())];

        int edits = new ShiftSearch().Edits(hypothesis, reference);

        Assert.InRange(edits, 10_000, 20_000);                 // a shift a pair, until the limit of candidates; then two substitutions
    }

    // One search for all samples: nothing of a text may stay behind for the next one.
    private static void Compare(int words, int longest, int samples)
    {
        ShiftSearch search = new();
        Gen<int[]> text = Gen.Int[0, words - 1].Array[0, longest];
        Gen.Select(text, text).Sample(
            (hypothesis, reference) => Assert.Equal(PlainTer.Edits(hypothesis, reference), search.Edits(hypothesis, reference)),
            iter: samples,
            threads: 1);
    }
}
