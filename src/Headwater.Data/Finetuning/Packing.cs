namespace Headwater.Data;

/// <summary>
/// Puts short examples side by side into one row, with segment numbers that keep them apart, so that less of a batch is padding. The examples of a
/// batch, and so its loss and gradient, stay what they were.
/// </summary>
public static class Packing
{
    /// <summary>The same examples in fewer rows: longest first, each into the first row with room for its input and its target.</summary>
    /// <param name="batch">One example a row, as a stream gives it.</param>
    /// <param name="length">Tokens that inputs, and targets, of one row may have together. A longer example has a row of its own.</param>
    public static TokenBatch Pack(TokenBatch batch, int length)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (batch.InputSegments is not null) throw new ArgumentException("The batch is packed already.", nameof(batch));

        EncodedPair[] pairs = [.. Enumerable.Range(0, batch.Rows).Select(row => Pair(batch, row))];
        List<PackedRow> rows = [];
        foreach (EncodedPair pair in pairs.OrderByDescending(pair => Math.Max(pair.Input.Length, pair.Target.Length)))
        {
            PackedRow? row = rows.Find(row => row.Inputs + pair.Input.Length <= length && row.Targets + pair.Target.Length <= length);
            if (row is null) rows.Add(row = new PackedRow());
            row.Add(pair);
        }

        return Write(rows, batch);
    }

    private static EncodedPair Pair(TokenBatch batch, int row) => new(
        Used(batch.Inputs.AsSpan(row * batch.InputLength, batch.InputLength)), Used(batch.Targets.AsSpan(row * batch.TargetLength, batch.TargetLength)));

    private static int[] Used(ReadOnlySpan<int> ids) => ids.TrimEnd(TextTokenizer.Pad).ToArray();

    private static TokenBatch Write(List<PackedRow> rows, TokenBatch batch)
    {
        int inputLength = rows.Max(row => row.Inputs);
        int targetLength = rows.Max(row => row.Targets);
        int[] inputs = new int[rows.Count * inputLength], inputSegments = new int[inputs.Length];
        int[] targets = new int[rows.Count * targetLength], targetSegments = new int[targets.Length];
        for (int i = 0; i < rows.Count; i++)
        {
            (int input, int target) = (i * inputLength, i * targetLength);
            for (int segment = 1; segment <= rows[i].Pairs.Count; segment++)
            {
                EncodedPair pair = rows[i].Pairs[segment - 1];
                input = Place(pair.Input, inputs, inputSegments, input, segment);
                target = Place(pair.Target, targets, targetSegments, target, segment);
            }
        }

        return new TokenBatch
        {
            Rows = rows.Count,
            InputLength = inputLength,
            TargetLength = targetLength,
            Inputs = inputs,
            Targets = targets,
            InputSegments = inputSegments,
            TargetSegments = targetSegments,
            TargetTokens = batch.TargetTokens,
            RawTokens = batch.RawTokens,
        };
    }

    private static int Place(int[] ids, int[] row, int[] segments, int place, int segment)
    {
        ids.CopyTo(row, place);
        segments.AsSpan(place, ids.Length).Fill(segment);
        return place + ids.Length;
    }

    private sealed class PackedRow
    {
        public List<EncodedPair> Pairs { get; } = [];

        public int Inputs { get; private set; }

        public int Targets { get; private set; }

        public void Add(EncodedPair pair)
        {
            Pairs.Add(pair);
            (Inputs, Targets) = (Inputs + pair.Input.Length, Targets + pair.Target.Length);
        }
    }
}
