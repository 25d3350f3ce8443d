using CsCheck;

namespace Headwater.Models.Tests;

public sealed class LengthBatchesTests
{
    [Fact]
    public void Of_AnyLengths_HoldsEveryItemOnceWithinBounds()
    {
        Gen.Select(Gen.Int[1, 30].Array[0, 50], Gen.Int[1, 100], Gen.Int[1, 8]).Sample((lengths, tokens, rows) =>
        {
            int[][] batches = [.. LengthBatches.Of(lengths.Length, i => lengths[i], i => 2, tokens, rows)];

            Assert.Equal(Enumerable.Range(0, lengths.Length), batches.SelectMany(batch => batch).Order());
            Assert.All(batches, batch => Assert.True(batch.Length == 1 || (batch.Length <= rows && batch.Length * (batch.Max(i => lengths[i]) + 2) <= tokens)));
        });
    }
}
