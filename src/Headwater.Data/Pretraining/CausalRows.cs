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
    public static TokenBatch Of(ReadOnlySpan<int> raw, ReadOnlySpan<bool> begins, int rows)
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

        return new TokenBatch
        {
            Rows = rows, InputLength = length, TargetLength = length, Inputs = inputs, Targets = targets, InputSegments = segments, IsCausal = true,
            TargetTokens = scored, RawTokens = raw.Length,
        };
    }
}
