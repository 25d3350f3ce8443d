namespace Headwater.Data;

/// <summary>Batches for a decoder-only model: see <see cref="TokenBatch.IsCausal"/>.</summary>
public static class CausalBatch
{
    /// <summary>
    /// Pairs as sequences: the input, its end mark with it, then the target, of which alone tokens are scored. Several pairs of one row stay in one row, apart by
    /// segments. A causal batch is given back as it is.
    /// </summary>
    /// <param name="pairs">Pairs, padded.</param>
    /// <param name="marksPrefixes">Whether the tokens of an input all see each other.</param>
    public static TokenBatch Of(TokenBatch pairs, bool marksPrefixes = false)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.IsCausal)
            return pairs;

        List<ScoredSequence>[] rows = [.. Enumerable.Range(0, pairs.Rows).Select(row => SequencesOf(pairs, row).ToList())];
        return OfRows(rows, pairs.RawTokens, segmented: pairs is { InputSegments: not null, TargetSegments: not null }, marksPrefixes);
    }

    /// <summary>One sequence a row.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="marksPrefixes">Whether the tokens before the first scored one all see each other.</param>
    public static TokenBatch Of(IReadOnlyList<ScoredSequence> sequences, bool marksPrefixes = false) =>
        OfRows([.. sequences.Select(sequence => new List<ScoredSequence> { sequence })], sequences.Sum(sequence => sequence.Ids.Length), segmented: false, marksPrefixes);

    private static TokenBatch OfRows(List<ScoredSequence>[] rows, int rawTokens, bool segmented, bool marksPrefixes)
    {
        int length = rows.Max(row => row.Sum(sequence => sequence.Ids.Length - 1));
        int[] inputs = new int[rows.Length * length];
        int[] targets = new int[inputs.Length];
        int[] segments = new int[inputs.Length];
        int[]? prefixes = marksPrefixes ? new int[inputs.Length] : null;
        Array.Fill(targets, TokenBatch.Ignored);
        for (int row = 0; row < rows.Length; row++)
        {
            int next = row * length;
            for (int k = 0; k < rows[row].Count; k++)
            {
                (int[] ids, int[] labels) = (rows[row][k].Ids, rows[row][k].Labels);
                ids.AsSpan(0, ids.Length - 1).CopyTo(inputs.AsSpan(next));
                labels.AsSpan(1).CopyTo(targets.AsSpan(next));
                Array.Fill(segments, k + 1, next, ids.Length - 1);
                prefixes?.AsSpan(next, ids.Length - 1).Fill(Math.Max(0, Array.FindIndex(labels, 1, label => label != TokenBatch.Ignored)));
                next += ids.Length - 1;
            }
        }

        return new TokenBatch
        {
            Rows = rows.Length, InputLength = length, TargetLength = length, Inputs = inputs, Targets = targets, InputSegments = segmented ? segments : null, Prefixes = prefixes, IsCausal = true,
            TargetTokens = targets.Count(id => id != TokenBatch.Ignored), RawTokens = rawTokens,
        };
    }

    private static IEnumerable<ScoredSequence> SequencesOf(TokenBatch pairs, int row)
    {
        ArraySegment<int> inputs = new(pairs.Inputs, row * pairs.InputLength, pairs.InputLength);
        ArraySegment<int> targets = new(pairs.Targets, row * pairs.TargetLength, pairs.TargetLength);
        if (pairs is not { InputSegments: { } inputSegments, TargetSegments: { } targetSegments })
        {
            yield return Joined([.. inputs.Where(IsToken)], [.. targets.Where(IsToken)]);
            yield break;
        }

        ArraySegment<int> inputPlaces = new(inputSegments, row * pairs.InputLength, pairs.InputLength);
        ArraySegment<int> targetPlaces = new(targetSegments, row * pairs.TargetLength, pairs.TargetLength);
        for (int segment = 1; segment <= inputPlaces.Max(); segment++)
            yield return Joined([.. inputs.Where((_, i) => inputPlaces[i] == segment)], [.. targets.Where((_, i) => targetPlaces[i] == segment)]);
    }

    private static ScoredSequence Joined(int[] input, int[] target) =>
        new([.. input, .. target], [.. Enumerable.Repeat(TokenBatch.Ignored, input.Length), .. target]);

    private static bool IsToken(int id) => id != TextTokenizer.Pad;
}

/// <summary>
/// Token ids with a label for each: the id itself where it is scored, else <see cref="TokenBatch.Ignored"/>. The first is never scored, because nothing is before it.
/// </summary>
public sealed record ScoredSequence(int[] Ids, int[] Labels);
