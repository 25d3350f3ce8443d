using Headwater.Data;

namespace Headwater.Models;

/// <summary>Where the documents of a causal batch begin, and which positions their tokens have.</summary>
internal static class Documents
{
    /// <summary>The position of each place in its document; a row is one document where there are no segments.</summary>
    public static int[] Positions(TokenBatch batch)
    {
        int[] positions = new int[batch.Inputs.Length];
        for (int place = 0; place < positions.Length; place++)
        {
            positions[place] = Begins(batch, place) ? 0 : positions[place - 1] + 1;
        }

        return positions;
    }

    /// <summary>Whether a document begins at a place.</summary>
    public static bool Begins(TokenBatch batch, int place) =>
        place % batch.InputLength == 0 || (batch.InputSegments is { } segments && segments[place] != segments[place - 1]);

    /// <summary>Lengths of the documents, without what follows the last scored place of a row.</summary>
    public static IEnumerable<int> Lengths(TokenBatch batch)
    {
        for (int row = 0; row < batch.Rows; row++)
        {
            int begin = row * batch.InputLength;
            int end = begin + batch.Targets.AsSpan(begin, batch.InputLength).TrimEnd(TokenBatch.Ignored).Length;
            for (int place = begin, first = begin; place < end; place++)
            {
                if (place + 1 == end || Begins(batch, place + 1))
                {
                    yield return place + 1 - first;
                    first = place + 1;
                }
            }
        }
    }
}
