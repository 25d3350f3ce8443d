namespace Headwater.Models;

/// <summary>What the log-likelihood of an answer is set against before answers are compared: longer ones are less likely, right or wrong.</summary>
public enum ChoiceNormalisation
{
    None,

    /// <summary>Divided by its tokens, the end mark included.</summary>
    Tokens,

    /// <summary>Divided by its UTF-8 bytes, which do not depend on the tokenizer.</summary>
    Bytes,

    /// <summary>
    /// Less its log-likelihood after an empty input: how much likelier the question makes it (Brown et al. 2020, arXiv:2005.14165, section 2.4, with an empty
    /// input where they have "Answer: ").
    /// </summary>
    Unconditional,
}
