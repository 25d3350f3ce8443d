namespace Headwater.Data;

/// <summary>What a pretraining run has taken from one corpus: raw tokens, passes over the corpus, and how many of the tokens were different ones.</summary>
public readonly record struct CorpusUse(long Tokens, double Epochs, long UniqueTokens)
{
    /// <summary>Repeats after which another one is worth 1/e of new data: R*_D of Muennighoff et al. 2023, arXiv:2305.16264, table 1 and their published fit.</summary>
    public const double RepeatDecay = 15.387756;

    /// <summary>
    /// The unique tokens that would be worth as much: U + U·R*·(1 − e^(−R/R*)) with U unique tokens and R = tokens / U − 1 repeats (Muennighoff et al. 2023, arXiv:2305.16264,
    /// equation 5). It is the number of tokens where nothing repeats, and 3.73 U after four passes.
    /// </summary>
    public double EffectiveTokens
    {
        get
        {
            if (UniqueTokens == 0 || Tokens <= UniqueTokens) return Tokens;
            double repeats = ((double)Tokens / UniqueTokens) - 1;
            return UniqueTokens * (1 - (RepeatDecay * double.ExpM1(-repeats / RepeatDecay)));
        }
    }
}
