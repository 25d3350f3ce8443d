using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Generates the likeliest next token until the end mark. Keys and values of earlier positions are kept, so a token costs one position, and rows leave
/// the batch as they end.
/// </summary>
internal static class GreedySearch
{
    /// <summary>The output of each of some inputs.</summary>
    public static int[][] Generate(LanguageModel model, IReadOnlyList<int[]> inputs, int[] rows, int maxLength, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecoderState decoder = DecoderState.Begin(model, inputs, rows, maxLength);
        List<int>[] generated = [.. rows.Select(_ => new List<int>())];
        int[] active = [.. Enumerable.Range(0, rows.Length)];
        int[] last = decoder.First;
        while (active.Length > 0 && decoder.Position < maxLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] next = decoder.NextLikeliest(last);
            List<int> going = [];
            for (int i = 0; i < active.Length; i++)
            {
                if (!decoder.Ends.Contains(next[i]))
                {
                    generated[active[i]].Add(next[i]);
                    going.Add(i);
                }
            }

            if (going.Count < active.Length && going.Count > 0)
            {
                decoder.Keep(going);
            }

            active = [.. going.Select(i => active[i])];
            last = [.. going.Select(i => next[i])];
        }

        return [.. generated.Select(tokens => tokens.ToArray())];
    }
}
