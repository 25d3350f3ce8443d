using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One measured value at mixing rates and a scale.</summary>
/// <param name="Rates">The rates, in the order of the corpora, summing to 1.</param>
/// <param name="Parameters">N.</param>
/// <param name="Tokens">D, repeats included.</param>
/// <param name="Value">The measured loss, above 0.</param>
public sealed record JointMixtureRun(ImmutableArray<double> Rates, double Parameters, double Tokens, double Value);

/// <summary>What a joint law takes for the tokens of a run: those that corpora have, and how fast a repeated token loses its worth.</summary>
/// <param name="Available">Distinct tokens of each corpus, in the order of the corpora; empty where nothing is repeated.</param>
public sealed record RepeatedTokens(ImmutableArray<double> Available)
{
    /// <summary>Repetitions after which a further one is worth 1/e of a new token (Muennighoff et al. 2023, arXiv:2305.16264).</summary>
    public const double Decay = 15.387756;

    /// <summary>
    /// The number of new tokens that are worth as much as the tokens of a corpus, repetitions included: D' = U + U R* (1 − e^(−R / R*)), R = D/U − 1 (the same paper, eq. 5). Up to one epoch it is the number of tokens.
    /// </summary>
    public static double Effective(double tokens, double available) => tokens <= available || available <= 0
        ? Math.Min(tokens, Math.Max(available, 0))
        : available + (available * Decay * (1 - Math.Exp(-((tokens / available) - 1) / Decay)));

    /// <summary>The effective tokens of each corpus in a run.</summary>
    public double[] Of(ReadOnlySpan<double> rates, double tokens)
    {
        double[] effective = new double[rates.Length];
        for (int j = 0; j < effective.Length; j++)
        {
            effective[j] = Available.IsDefaultOrEmpty ? rates[j] * tokens : Effective(rates[j] * tokens, Available[j]);
        }

        return effective;
    }
}
