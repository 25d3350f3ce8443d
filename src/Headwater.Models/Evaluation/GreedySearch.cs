using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>Generates the likeliest next token until the end mark. Keys and values of earlier positions are kept, so a token costs one position.</summary>
public static class GreedySearch
{
    /// <summary>One output for each input, in the order given, without the end mark.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Token ids, each ending in the end mark; none may be empty.</param>
    /// <param name="options">Lengths and batches.</param>
    /// <param name="progress">Told how many inputs are done.</param>
    /// <param name="cancellationToken">Looked at before each token of a batch.</param>
    public static int[][] Generate(
        T5Model model,
        IReadOnlyList<int[]> inputs,
        GenerationOptions? options = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new GenerationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLength, 1);
        TorchRuntime.UseThreads();
        int[][] outputs = new int[inputs.Count][];
        int done = 0;
        using IDisposable noGradient = no_grad();
        foreach (int[] rows in LengthBatches.Of(inputs.Count, i => inputs[i].Length, _ => 0, options.BatchTokens, options.BatchRows))
        {
            Generate(model, inputs, rows, outputs, options.MaxLength, cancellationToken);
            progress?.Report(done += rows.Length);
        }

        return outputs;
    }

    private static void Generate(T5Model model, IReadOnlyList<int[]> inputs, int[] rows, int[][] outputs, int maxLength, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        int length = rows.Max(row => inputs[row].Length);
        int[] ids = new int[rows.Length * length];
        for (int i = 0; i < rows.Length; i++)
        {
            inputs[rows[i]].CopyTo(ids, i * length);
        }

        using DecoderCache cache = new(model, ids, rows.Length, maxLength);
        List<int>[] generated = [.. rows.Select(_ => new List<int>())];
        int[] active = [.. Enumerable.Range(0, rows.Length)];
        int[] last = new int[rows.Length];                  // the start mark is the padding id, 0
        while (active.Length > 0 && cache.Position < maxLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] next = cache.NextLikeliest(last);
            List<int> going = [];
            for (int i = 0; i < active.Length; i++)
            {
                if (active[i] >= 0 && next[i] != TextTokenizer.EndOfSequence)
                {
                    generated[active[i]].Add(next[i]);
                    going.Add(i);
                }
                else
                {
                    active[i] = -1;                         // ended, kept in the batch until it is worth dropping rows
                }
            }

            last = next;
            if (going.Count <= active.Length * 3 / 4)
            {
                cache.Keep(going);
                active = [.. going.Select(i => active[i])];
                last = [.. going.Select(i => next[i])];
            }
        }

        for (int i = 0; i < rows.Length; i++)
        {
            outputs[rows[i]] = [.. generated[i]];
        }
    }
}
