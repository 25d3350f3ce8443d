namespace Headwater.Data.Tests;

/// <summary>Rows of a decoder-only prefix language model.</summary>
public sealed class CausalPrefixTests
{
    [Fact]
    public void Of_Seeds_MarkAPrefixOfEachDocumentAndScoreWhatFollows()
    {
        int[] raw = [.. Enumerable.Range(10, 14)];
        bool[] begins = [.. raw.Select((_, i) => i is 0 or 4)];
        TokenBatch causal = CausalRows.Of(raw, begins, rows: 2);

        TokenBatch batch = CausalRows.Of(raw, begins, rows: 2, [5, 6]);

        Assert.Equal(causal.Inputs, batch.Inputs);
        Assert.Null(causal.Prefixes);
        int[] prefixes = batch.Prefixes!;
        for (int place = 0; place < batch.Inputs.Length; place++)
        {
            if (batch.InputSegments![place] == 0)
                continue;
            int begin = place, row = place / batch.InputLength * batch.InputLength;
            while (begin > row && batch.InputSegments[begin - 1] == batch.InputSegments[place])
                begin--;
            int count = batch.InputSegments.Skip(row).Take(batch.InputLength).Count(segment => segment == batch.InputSegments[place]);
            Assert.InRange(prefixes[place], 1, count);
            Assert.Equal(prefixes[begin], prefixes[place]);
            Assert.Equal(place - begin + 1 >= prefixes[place] ? causal.Targets[place] : TokenBatch.Ignored, batch.Targets[place]);
        }

        Assert.Equal(batch.CountTargets(), batch.TargetTokens);
        Assert.Equal(prefixes, CausalRows.Of(raw, begins, rows: 2, [5, 6]).Prefixes);
    }

    [Fact]
    public void Of_ManySeeds_CutAnywhere()
    {
        int[] raw = [.. Enumerable.Range(10, 9)];
        bool[] begins = new bool[9];

        int[] cuts = [.. Enumerable.Range(0, 400).Select(seed => CausalRows.Of(raw, begins, rows: 1, [(ulong)seed]).Prefixes![0])];

        Assert.Equal(Enumerable.Range(1, 8), cuts.Distinct().Order());
        Assert.All(cuts.GroupBy(cut => cut), cut => Assert.InRange(cut.Count(), 25, 80));                // 50 of 400 on average
    }

    [Fact]
    public void CausalBatch_Pairs_HaveTheirInputsAsPrefixes()
    {
        TokenBatch pairs = new()
        {
            Rows = 2, InputLength = 3, TargetLength = 2, Inputs = [5, 6, 1, 7, 1, 0], Targets = [8, 1, 9, 1], TargetTokens = 4, RawTokens = 9,
        };

        Assert.Null(CausalBatch.Of(pairs).Prefixes);
        Assert.Equal([3, 3, 3, 3, 2, 2, 2, 0], CausalBatch.Of(pairs, marksPrefixes: true).Prefixes!);
        Assert.Equal([2, 2, 2], CausalBatch.Of([new ScoredSequence([4, 5, 6, 7], [-100, -100, 6, -100])], marksPrefixes: true).Prefixes!);
    }
}
