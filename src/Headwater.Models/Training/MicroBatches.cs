using Headwater.Data;

namespace Headwater.Models;

/// <summary>Cuts a batch into parts of so many rows, each without the padding that only other rows need.</summary>
internal static class MicroBatches
{
    public static IEnumerable<TokenBatch> Of(TokenBatch batch, int rows)
    {
        for (int first = 0; first < batch.Rows; first += rows)
        {
            TokenBatch part = Slice(batch, first, Math.Min(rows, batch.Rows - first));
            if (part.TargetTokens > 0)
            {
                yield return part;
            }
        }
    }

    private static TokenBatch Slice(TokenBatch batch, int first, int rows)
    {
        int targetLength = Longest(batch.Targets, batch.TargetLength, first, rows, batch.Unscored);
        int inputLength = batch.IsCausal ? targetLength : Longest(batch.Inputs, batch.InputLength, first, rows, TextTokenizer.Pad);
        int[] targets = Cut(batch.Targets, batch.TargetLength, first, rows, targetLength);
        return new TokenBatch
        {
            Rows = rows,
            InputLength = inputLength,
            TargetLength = targetLength,
            Inputs = Cut(batch.Inputs, batch.InputLength, first, rows, inputLength),
            Targets = targets,
            Prefixes = batch.Prefixes is { } prefixes ? Cut(prefixes, batch.InputLength, first, rows, inputLength) : null,
            InputSegments = batch.InputSegments is { } inputs ? Cut(inputs, batch.InputLength, first, rows, inputLength) : null,
            TargetSegments = batch.TargetSegments is { } segments ? Cut(segments, batch.TargetLength, first, rows, targetLength) : null,
            TargetTokens = targets.Count(id => id != batch.Unscored),
            IsCausal = batch.IsCausal,
            RawTokens = 0,                          // known of the whole batch alone
        };
    }

    private static int Longest(int[] ids, int length, int first, int rows, int padding) =>
        Math.Max(1, Enumerable.Range(first, rows).Max(row => ids.AsSpan(row * length, length).TrimEnd(padding).Length));

    private static int[] Cut(int[] ids, int length, int first, int rows, int kept)
    {
        int[] cut = new int[rows * kept];
        for (int row = 0; row < rows; row++)
        {
            ids.AsSpan((first + row) * length, kept).CopyTo(cut.AsSpan(row * kept));
        }

        return cut;
    }
}
