namespace Headwater.Data;

/// <summary>
/// Prompts and answers as token ids of one text, as a decoder-only model saw text in pretraining: it begins with the end of sequence, as every document does, and no mark stands
/// between a prompt and its answer. The two are encoded together, because a token may depend on what is beside it; where a token would hold the end of the prompt and the
/// beginning of the answer, it counts as the answer's.
/// </summary>
public static class PromptEncoder
{
    /// <summary>What stands between a prompt and its answer.</summary>
    public const char BeforeAnswer = ' ';

    /// <summary>A prompt as the input and its answer as the target, without an end mark.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="prompt">The text before the answer; may be empty.</param>
    /// <param name="answer">The answer.</param>
    public static EncodedPair Encode(TextTokenizer tokenizer, string prompt, string answer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        int[] whole = Document(tokenizer, prompt + BeforeAnswer + answer);
        int end = Math.Min(Document(tokenizer, prompt).AsSpan().CommonPrefixLength(whole), whole.Length - 1);
        return new EncodedPair(whole[..end], whole[end..]);
    }

    /// <summary>A prompt that a model continues.</summary>
    public static int[] Encode(TextTokenizer tokenizer, string prompt)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return Document(tokenizer, prompt);
    }

    private static int[] Document(TextTokenizer tokenizer, string text) => [TextTokenizer.EndOfSequence, .. tokenizer.Encode(text)];
}
