using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// How many directions hidden states spread over: 0 where all lie on one line, 1 where they fill every direction alike.
/// With Z the states of a text, (tokens n, width d), each column centred and then each row scaled to length 1:
/// Σ = ZᵀZ / n, which has trace 1 and eigenvalues λ, and H = −Σ λ log λ / log d (Wei et al. 2024, arXiv:2401.17139).
/// A text of n tokens has at most n − 1 directions, so short texts lie below log(n − 1) / log d.
/// </summary>
public static class MatrixEntropy
{
    /// <summary>The entropy of the last states of T5's encoder, or of a decoder-only model, for each input in the order given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Token ids, each ending in the end mark; none may be empty.</param>
    /// <param name="batchTokens">Padded input tokens of one batch at most. Bounds memory.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    public static ImmutableArray<double> Of(LanguageModel model, IReadOnlyList<int[]> inputs, int batchTokens = 8192, CancellationToken cancellationToken = default)
    {
        TorchRuntime.UseThreads();
        double[] entropies = new double[inputs.Count];
        using IDisposable noGradient = no_grad();
        foreach (int[] rows in LengthBatches.Of(inputs.Count, i => inputs[i].Length, _ => 0, batchTokens, int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int length = rows.Max(row => inputs[row].Length);
            int[] ids = new int[rows.Length * length];
            for (int i = 0; i < rows.Length; i++)
            {
                inputs[rows[i]].CopyTo(ids, i * length);
            }

            Tensor encoded = model.Read(ids, rows.Length);
            for (int i = 0; i < rows.Length; i++)
            {
                entropies[rows[i]] = Of(encoded.narrow(0, (long)i * length, inputs[rows[i]].Length));
            }
        }

        return [.. entropies];
    }

    /// <summary>The entropy of rows of numbers.</summary>
    /// <param name="states">One row after the other.</param>
    /// <param name="width">Numbers of a row, at least 2.</param>
    public static double Of(ReadOnlySpan<float> states, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        if (states.IsEmpty || states.Length % width != 0)
        {
            throw new ArgumentException($"There are {states.Length} numbers; expected a positive multiple of the width, {width}.", nameof(states));
        }

        using DisposeScope scope = NewDisposeScope();
        return Of(from_array(states.ToArray()).view(-1, width));
    }

    // A row this much shorter than the states is one that equals their mean but for rounding, and has no direction.
    private const double Vanishing = 1e-6;

    private static double Of(Tensor states)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor exact = states.to_type(ScalarType.Float64).cpu();
        (long tokens, long width) = (exact.shape[0], exact.shape[1]);
        Tensor centred = exact.sub(exact.mean([0L], keepdim: true));
        Tensor lengths = centred.pow(Number.Two).sum(1, keepdim: true).sqrt();
        double shortest = Vanishing * exact.pow(Number.Two).sum(1).max().sqrt().item<double>();
        Tensor rows = centred.div(lengths).where(lengths.gt(Number.Of(shortest)), zeros_like(centred));

        // ZZᵀ and ZᵀZ have the same eigenvalues but for zeros; the smaller is quicker.
        Tensor matrix = (tokens < width ? rows.mm(rows.t()) : rows.t().mm(rows)).div(Number.Of(tokens));
        double entropy = 0;
        foreach (double value in linalg.eigvalsh(matrix).data<double>())
        {
            entropy -= value > 0 ? value * Math.Log(value) : 0;      // rounding leaves eigenvalues of 0 on either side
        }

        return Math.Max(0, entropy / Math.Log(width));
    }
}
