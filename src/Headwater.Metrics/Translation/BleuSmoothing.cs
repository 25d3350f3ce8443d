namespace Headwater.Metrics;

/// <summary>
/// What an n-gram order without a match contributes to BLEU. Chen and Cherry 2014, "A Systematic Comparison of Smoothing Techniques for
/// Sentence-Level BLEU" (W14-3346).
/// </summary>
public enum BleuSmoothing
{
    /// <summary>NIST: the k-th order without a match counts 1 / 2^k matches (method 3; the name of sacreBLEU's default, <c>exp</c>).</summary>
    Exp,

    /// <summary>A small constant instead of zero matches (method 1).</summary>
    Floor,

    /// <summary>A constant added to matches and totals of every order above the first (method 2).</summary>
    AddK,

    /// <summary>Nothing: one order without a match makes the score zero.</summary>
    None,
}
