using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// Turns examples into ids. Where an input is too long, its longest value loses its end until the input fits, so that the question after a long passage
/// stays whole; T5 cuts the end of the whole input instead. Only where even that does not fit is the end of the input cut.
/// </summary>
public static class TaskEncoder
{
    /// <summary>The encoded examples with their targets, and how many were shortened.</summary>
    /// <param name="examples">Examples.</param>
    /// <param name="tokenizer">Their tokenizer.</param>
    /// <param name="maxInput">Longest input in tokens, its end mark included.</param>
    /// <param name="maxTarget">Longest target in tokens, its end mark included.</param>
    public static EncodedPairs Encode(IEnumerable<TaskExample> examples, TextTokenizer tokenizer, int maxInput, int maxTarget)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInput, 2);
        int shortened = 0;
        IEnumerable<TextPair> pairs = examples.Select(example => new TextPair(Fitting(example, tokenizer, maxInput, ref shortened), example.Target));
        EncodedPairs encoded = PairEncoder.Encode([.. pairs], tokenizer, new PairEncodingOptions { MaxInput = maxInput, MaxTarget = maxTarget });
        return encoded with { TruncatedInputs = shortened };
    }

    /// <summary>An input that fits: the example's own, or, where that is too long, one whose longest value lost its end.</summary>
    /// <param name="example">The example.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="maxInput">Longest input in tokens, with room for one more.</param>
    public static string FittingInput(TaskExample example, TextTokenizer tokenizer, int maxInput)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(tokenizer);
        int shortened = 0;
        return Fitting(example, tokenizer, maxInput, ref shortened);
    }

    private static string Fitting(TaskExample example, TextTokenizer tokenizer, int maxInput, ref int shortened)
    {
        List<int> ids = [];
        if (Fits(example.Input, tokenizer, maxInput, ids))
            return example.Input;
        shortened++;
        (int start, int length) = example.Shortens.GetOffsetAndLength(example.Input.Length);
        int least = 0, most = length;                                   // the largest number of characters with which it fits lies between
        while (least < most)
        {
            int kept = (least + most + 1) / 2;
            if (Fits(Shortened(example.Input, start, length, kept), tokenizer, maxInput, ids)) least = kept;
            else most = kept - 1;
        }

        return Shortened(example.Input, start, length, least);
    }

    private static bool Fits(string text, TextTokenizer tokenizer, int maxInput, List<int> ids)
    {
        ids.Clear();
        tokenizer.Encode(text, ids);
        return ids.Count < maxInput;
    }

    private static string Shortened(string input, int start, int length, int kept)
    {
        if (kept > 0 && char.IsHighSurrogate(input[start + kept - 1])) kept--;          // no half of a character
        return string.Concat(input.AsSpan(0, start + kept), input.AsSpan(start + length));
    }
}
