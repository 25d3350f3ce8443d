namespace Headwater.Models;

/// <summary>What the log-likelihood of an answer is divided by before answers are compared: longer ones are less likely, right or wrong.</summary>
public enum ChoiceNormalisation
{
    None,

    /// <summary>Its tokens, the end mark included.</summary>
    Tokens,

    /// <summary>Its UTF-8 bytes, which do not depend on the tokenizer.</summary>
    Bytes,
}
