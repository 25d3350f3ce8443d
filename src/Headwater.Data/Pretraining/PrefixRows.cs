namespace Headwater.Data;

/// <summary>
/// Passages for prefix language modelling with T5: the encoder reads the beginning of a passage, and the decoder writes the rest (Raffel et al. 2020, arXiv:1910.10683, section 3.3.1; what
/// Lester et al. 2021, arXiv:2104.08691, adapt T5 with, so that it answers prompts). Where a passage is cut is uniform over its inner places and derives from the passage's seed. Both sides end in the end mark.
/// </summary>
internal static class PrefixRows
{
    /// <param name="raw">Passages of one length, one after another.</param>
    /// <param name="seeds">A seed for each passage.</param>
    public static TokenBatch Of(ReadOnlySpan<int> raw, ReadOnlySpan<ulong> seeds)
    {
        int rows = seeds.Length, length = raw.Length / rows;
        int[] cuts = new int[rows];
        int most = 0, least = length;
        for (int row = 0; row < rows; row++)
        {
            cuts[row] = 1 + new SplitMix(seeds[row]).NextInt32(length - 1);
            (most, least) = (Math.Max(most, cuts[row]), Math.Min(least, cuts[row]));
        }

        (int inputLength, int targetLength) = (most + 1, length - least + 1);
        int[] inputs = new int[rows * inputLength], targets = new int[rows * targetLength];      // padding is 0
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<int> passage = raw.Slice(row * length, length);
            Write(passage[..cuts[row]], inputs.AsSpan(row * inputLength, inputLength));
            Write(passage[cuts[row]..], targets.AsSpan(row * targetLength, targetLength));
        }

        return new TokenBatch
        {
            Rows = rows, InputLength = inputLength, TargetLength = targetLength, Inputs = inputs, Targets = targets,
            TargetTokens = raw.Length - cuts.Sum() + rows, RawTokens = raw.Length,
        };
    }

    private static void Write(ReadOnlySpan<int> ids, Span<int> row)
    {
        ids.CopyTo(row);
        row[ids.Length] = TextTokenizer.EndOfSequence;
    }
}
