using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>Turns text pairs into ids. Both sides end in <see cref="TextTokenizer.EndOfSequence"/>, also where they were cut.</summary>
public static class PairEncoder
{
    /// <summary>The encoded pairs. Use the overload with options to learn how many were cut.</summary>
    public static ImmutableArray<EncodedPair> Encode(IEnumerable<TextPair> pairs, TextTokenizer tokenizer, string prefix = "", int maxInput = 256, int maxTarget = 256) =>
        Encode(pairs, tokenizer, new PairEncodingOptions { Prefix = prefix, MaxInput = maxInput, MaxTarget = maxTarget }).Pairs;

    /// <summary>The encoded pairs, and how many were cut.</summary>
    public static EncodedPairs Encode(IEnumerable<TextPair> pairs, TextTokenizer tokenizer, PairEncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ImmutableArray<EncodedPair>.Builder encoded = ImmutableArray.CreateBuilder<EncodedPair>();
        List<int> ids = [];
        int cutInputs = 0, cutTargets = 0;
        foreach (TextPair pair in pairs)
        {
            int[] input = Encode(options.Prefix + pair.Source, tokenizer, options.MaxInput, ids, ref cutInputs);
            int[] target = Encode(pair.Target, tokenizer, options.MaxTarget, ids, ref cutTargets);
            encoded.Add(new EncodedPair(input, target));
        }

        return new EncodedPairs(encoded.DrainToImmutable(), cutInputs, cutTargets);
    }

    private static int[] Encode(string text, TextTokenizer tokenizer, int max, List<int> ids, ref int cut)
    {
        ids.Clear();
        tokenizer.Encode(text, ids);
        if (ids.Count >= max)
        {
            ids.RemoveRange(max - 1, ids.Count - (max - 1));
            cut++;
        }

        ids.Add(TextTokenizer.EndOfSequence);
        return [.. ids];
    }
}
