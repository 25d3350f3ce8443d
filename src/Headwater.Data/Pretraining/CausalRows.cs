namespace Headwater.Data;

/// <summary>
/// Passages as rows of a decoder-only model: every token is predicted from those before it in its document. An end of sequence stands before a document's first token,
/// as the end of what came before and the beginning of what follows, which sees nothing of the other.
/// </summary>
internal static class CausalRows
{
    /// <summary>Raw tokens of a row of some positions: the last is predicted and not read.</summary>
    public static int RawLength(int positions) => positions + 1;

    /// <param name="raw">Passages one after another.</param>
    /// <param name="begins">Which tokens begin a document.</param>
    /// <param name="rows">Passages.</param>
    /// <param name="seeds">A seed for each passage: each of its documents gets a prefix, whose length is uniform over its places, and the tokens behind the prefix alone are scored. None for plain causal rows.</param>
    public static TokenBatch Of(ReadOnlySpan<int> raw, ReadOnlySpan<bool> begins, int rows, ReadOnlySpan<ulong> seeds = default)
    {
        int rawLength = raw.Length / rows;
        int length = 0;
        for (int row = 0; row < rows; row++) length = Math.Max(length, rawLength - 1 + begins.Slice(row * rawLength, rawLength).Count(true));
        int[] inputs = new int[rows * length], targets = new int[rows * length], segments = new int[rows * length];
        Array.Fill(targets, TokenBatch.Ignored);
        int scored = 0;
        for (int row = 0; row < rows; row++)
        {
            int next = row * length, segment = 1;
            for (int i = 0; i < rawLength; i++)
            {
                int place = (row * rawLength) + i;
                if (begins[place])
                {
                    if (i > 0) targets[next - 1] = TextTokenizer.EndOfSequence;
                    (inputs[next], segments[next]) = (TextTokenizer.EndOfSequence, i > 0 ? ++segment : segment);
                    next++;
                }

                if (next > row * length) targets[next - 1] = raw[place];
                if (i == rawLength - 1) break;
                (inputs[next], segments[next]) = (raw[place], segment);
                next++;
            }

            scored += next - (row * length);
        }

        int[]? prefixes = seeds.IsEmpty ? null : Prefixes(segments, targets, length, seeds);
        return new TokenBatch
        {
            Rows = rows, InputLength = length, TargetLength = length, Inputs = inputs, Targets = targets, InputSegments = segments, Prefixes = prefixes, IsCausal = true,
            TargetTokens = prefixes is null ? scored : targets.Count(id => id != TokenBatch.Ignored), RawTokens = raw.Length,
        };
    }

    // The last token of a prefix predicts the first one behind it; what stands in a prefix has been seen and is not scored.
    private static int[] Prefixes(int[] segments, int[] targets, int length, ReadOnlySpan<ulong> seeds)
    {
        int[] prefixes = new int[segments.Length];
        for (int row = 0; row < seeds.Length; row++)
        {
            SplitMix random = new(seeds[row]);
            int end = (row + 1) * length;
            for (int begin = row * length, place = begin; place < end && segments[place] > 0; place++)
            {
                if (place + 1 < end && segments[place + 1] == segments[place]) continue;
                int count = place + 1 - begin, prefix = 1 + random.NextInt32(count);
                prefixes.AsSpan(begin, count).Fill(prefix);
                targets.AsSpan(begin, prefix - 1).Fill(TokenBatch.Ignored);
                begin = place + 1;
            }
        }

        return prefixes;
    }
}
