namespace Headwater.Metrics;

/// <summary>How BLEU cuts a segment into tokens. All of them end by splitting at white space.</summary>
public enum BleuTokenizer
{
    /// <summary>The rules of NIST's mteval-v13a: western punctuation apart, numbers whole. <c>13a</c> in signatures.</summary>
    V13a,

    /// <summary>White space only, for text that is tokenised already.</summary>
    None,

    /// <summary>The international rules of mteval-v14: Unicode punctuation and symbols apart. <c>intl</c> in signatures.</summary>
    Intl,

    /// <summary>Every character is a token.</summary>
    Char,

    /// <summary>Chinese characters are tokens; the rest follows the language-dependent rules of 13a.</summary>
    Zh,
}
